package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Peer;
import dev.weir.v1.Entity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a policy allows something that was not observed, as a sentence. */
final class Causes {

    private final KnownWorkload subject;
    private final Draft draft;
    private final Landscape landscape;
    private final Map<Direction, Map<TransportPort, OfPort>> byPort = new EnumMap<>(Direction.class);

    Causes(KnownWorkload subject, Draft draft, Landscape landscape) {
        this.subject = subject;
        this.draft = draft;
        this.landscape = landscape;
    }

    String pods(KnownWorkload selected, PodClass other, TransportPort port, Direction direction) {
        if (!selected.entity().equals(subject.entity())) {
            return selectorOfOthers(selected);
        }
        String title = Naming.title(other.workload(), subject.namespace());
        if (of(direction, port).twins().contains(other.workload().entity())) {
            return dnsTwin(port, title, direction);
        }
        return grants(direction, port)
                .filter(grant -> matches(grant.peer(), other))
                .findFirst()
                .map(grant -> sentence(port, title, direction) + "the selector " + text(grant.peer()) + " for "
                        + grant.title() + " matches its pods too.")
                .orElseGet(() -> sentence(port, title, direction) + "an address in the policy is that of its pod.");
    }

    String address(KnownWorkload selected, IpAddress address, TransportPort port, Direction direction) {
        if (!selected.entity().equals(subject.entity())) {
            return selectorOfOthers(selected);
        }
        List<Grant> grants = grants(direction, port)
                .filter(grant -> grant.peer() instanceof Peer.IpBlock block
                        && block.cidr().network().equals(address))
                .toList();
        Optional<Grant> sibling =
                grants.stream().filter(it -> it.kind() == Grant.Kind.SIBLING).findFirst();
        if (sibling.isPresent()) {
            return sentence(port, sibling.get().title() + " at " + address, direction)
                    + "its other endpoints were observed, and any of them may answer.";
        }
        if (grants.isEmpty()) {
            return sentence(port, "address " + address, direction)
                    + "observed with other ports, and in a block made for its neighbours.";
        }
        String title = grants.get(0).title();
        return dnsTwin(port, title, direction);
    }

    private static String dnsTwin(TransportPort port, String title, Direction direction) {
        return sentence(port, title, direction) + "not observed, allowed because DNS uses UDP and TCP (RFC 7766).";
    }

    private String selectorOfOthers(KnownWorkload selected) {
        return "The policy's own selector " + text(draft.policy().spec().podSelector()) + " matches pods of "
                + Naming.title(selected, subject.namespace()) + " too, which it allows the same.";
    }

    private static String sentence(TransportPort port, String title, Direction direction) {
        return port + (direction == Direction.EGRESS ? " to " : " from ") + title + ": ";
    }

    private Stream<Grant> grants(Direction direction, TransportPort port) {
        return of(direction, port).all().stream();
    }

    /** What the rules of a direction were made from on one port, and who among them is there as a DNS twin. */
    private record OfPort(List<Grant> all, Set<Entity> twins) {

        OfPort() {
            this(new ArrayList<>(), new HashSet<>());
        }

        void add(Grant grant) {
            all.add(grant);
            if (grant.kind() == Grant.Kind.DNS_TWIN) {
                twins.add(grant.other());
            }
        }
    }

    private OfPort of(Direction direction, TransportPort port) {
        return byPort.computeIfAbsent(direction, this::byPort).getOrDefault(port, new OfPort());
    }

    private Map<TransportPort, OfPort> byPort(Direction direction) {
        Map<TransportPort, OfPort> ofPorts = new HashMap<>();
        draft.rules(direction).forEach(rule -> rule.grants()
                .forEach(grant -> ofPorts.computeIfAbsent(grant.port(), port -> new OfPort())
                        .add(grant)));
        return ofPorts;
    }

    private boolean matches(Peer peer, PodClass pods) {
        if (!(peer instanceof Peer.PodPeer wanted)) {
            return false;
        }
        Namespace namespace = landscape.namespace(pods.workload().namespace()).namespace();
        boolean near = wanted.namespaceSelector()
                .map(selector -> selector.matches(namespace.labels()))
                .orElseGet(() -> namespace.name().equals(subject.namespace()));
        return near
                && wanted.podSelector()
                        .orElse(LabelSelector.everything())
                        .matches(pods.first().labels());
    }

    private static String text(Peer peer) {
        return peer instanceof Peer.PodPeer pods
                ? pods.podSelector().map(Causes::text).orElse("{}")
                : "{}";
    }

    /** Like {@code app=web,tier=front}, as kubectl writes selectors. */
    static String text(LabelSelector selector) {
        String labels = selector.matchLabels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
        String expressions = selector.matchExpressions().stream()
                .map(it -> it.key() + " " + it.operator().text() + (it.values().isEmpty() ? "" : " " + it.values()))
                .collect(Collectors.joining(","));
        return labels + (labels.isEmpty() || expressions.isEmpty() ? "" : ",") + expressions;
    }
}
