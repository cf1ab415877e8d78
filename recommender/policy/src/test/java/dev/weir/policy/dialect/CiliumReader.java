package dev.weir.policy.dialect;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A CiliumNetworkPolicy as the Cilium documentation explains it.
 *
 * @param names what a name server would answer
 */
record CiliumReader(
        Tree policy, Set<IpAddress> apiServer, Set<IpAddress> nodes, SortedMap<IpAddress, SortedSet<String>> names)
        implements DialectReader {

    static CiliumReader of(String yaml, PeerFacts facts) {
        return new CiliumReader(Tree.of(yaml), facts.apiServer(), facts.nodes(), facts.names());
    }

    @Override
    public boolean isolates(Direction direction, End subject) {
        return section(direction).isThere()
                && subject.pod()
                        .filter(pod -> pod.namespace().equals(home()))
                        .filter(pod -> matches(policy.at("spec", "endpointSelector"), identity(subject)))
                        .isPresent();
    }

    @Override
    public boolean allows(Direction direction, Try connection) {
        return section(direction).items().stream().anyMatch(item -> allows(item, direction, connection));
    }

    private boolean allows(Tree item, Direction direction, Try connection) {
        if (item.map().isEmpty()) {
            return false;
        }
        String prefix = direction == Direction.INGRESS ? "from" : "to";
        List<?> kinds = item.map().keySet().stream()
                .filter(key -> !key.equals("toPorts"))
                .toList();
        if (kinds.size() > 1) {
            throw new AssertionError("Peers of two kinds in one item: " + kinds);
        }
        End other = connection.other(direction);
        boolean peer = kinds.isEmpty()
                || item.at(prefix + "Endpoints").items().stream().anyMatch(selector -> endpoint(selector, other))
                || item.at(prefix + "Entities").texts().stream().anyMatch(entity -> entity(entity, other))
                || item.at(prefix + "CIDRSet").items().stream().anyMatch(block -> block(block, other))
                || item.at("toFQDNs").items().stream()
                        .anyMatch(name -> name(name.at("matchName").text(), other));
        return peer
                && (!item.at("toPorts").isThere()
                        || item.at("toPorts").items().stream()
                                .flatMap(it -> it.at("ports").items().stream())
                                .anyMatch(port -> port(port, connection)));
    }

    private boolean endpoint(Tree selector, End other) {
        boolean namesNamespace = selector.text().contains("io.kubernetes.pod.namespace")
                || selector.text().contains("io.cilium.k8s.namespace.labels.");
        boolean near = namesNamespace
                || other.pod().map(Pod::namespace).filter(home()::equals).isPresent();
        return near && matches(selector, identity(other));
    }

    private boolean entity(String entity, End other) {
        return switch (entity) {
            case "all" -> true;
            case "kube-apiserver" -> apiServer.contains(other.address());
            case "host", "remote-node" -> nodes.contains(other.address());
            default -> throw new AssertionError("No entity " + entity);
        };
    }

    private boolean block(Tree block, End other) {
        return other.pod().isEmpty()
                && !nodes.contains(other.address())
                && !apiServer.contains(other.address())
                && Cidr.of(block.at("cidr").text()).contains(other.address())
                && block.at("except").texts().stream()
                        .noneMatch(hole -> Cidr.of(hole).contains(other.address()));
    }

    private boolean name(String name, End other) {
        boolean watched = policy.at("spec", "egress").items().stream()
                .flatMap(item -> item.at("toPorts").items().stream())
                .anyMatch(it -> it.at("rules", "dns").isThere());
        SortedSet<String> answers = names.get(other.address());
        return watched && answers != null && answers.contains(name);
    }

    private static boolean port(Tree port, Try connection) {
        String text = port.at("port").text();
        if (!port.at("protocol").text().equals(connection.protocol().name())) {
            return false;
        }
        if (!text.matches("[0-9]+")) {
            return connection.isNamed(text);
        }
        int first = Integer.parseInt(text);
        int last = port.at("endPort").isThere()
                ? Integer.parseInt(port.at("endPort").text())
                : first;
        return first == 0 || first <= connection.port() && connection.port() <= last;
    }

    /** The labels that Cilium gives an endpoint; what is no pod has none that a selector here asks for. */
    private static Map<String, String> identity(End end) {
        Map<String, String> labels = new HashMap<>();
        end.pod().ifPresent(pod -> {
            labels.putAll(pod.labels());
            labels.put("k8s:io.kubernetes.pod.namespace", pod.namespace());
            end.namespace()
                    .labels()
                    .forEach((key, value) -> labels.put("k8s:io.cilium.k8s.namespace.labels." + key, value));
        });
        return labels;
    }

    private static boolean matches(Tree selector, Map<String, String> labels) {
        return selector.at("matchLabels").map().entrySet().stream()
                        .allMatch(it -> String.valueOf(it.getValue()).equals(labels.get(it.getKey())))
                && selector.at("matchExpressions").items().stream().allMatch(it -> {
                    String value = labels.get(it.at("key").text());
                    boolean listed = it.at("values").texts().contains(String.valueOf(value));
                    return switch (it.at("operator").text()) {
                        case "In" -> value != null && listed;
                        case "NotIn" -> value == null || !listed;
                        case "Exists" -> value != null;
                        default -> value == null;
                    };
                });
    }

    private String home() {
        return policy.at("metadata", "namespace").text();
    }

    private Tree section(Direction direction) {
        return policy.at("spec", direction == Direction.INGRESS ? "ingress" : "egress");
    }
}
