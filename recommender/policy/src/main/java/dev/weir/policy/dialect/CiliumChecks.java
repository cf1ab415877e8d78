package dev.weir.policy.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Cilium refuses although its schema does not ({@code Rule.Sanitize} of its API package), for the fields that
 * {@link CiliumYaml} writes.
 */
public final class CiliumChecks {

    private static final Set<String> ENTITIES = Set.of(
            "all",
            "world",
            "cluster",
            "host",
            "init",
            "ingress",
            "unmanaged",
            "remote-node",
            "health",
            "none",
            "kube-apiserver");
    private static final Set<String> PEERS =
            Set.of("Endpoints", "Entities", "CIDR", "CIDRSet", "FQDNs", "Services", "Nodes", "Groups");

    private final List<String> problems = new ArrayList<>();
    private final Grammar grammar = new Grammar(problems);

    private CiliumChecks() {}

    /** A sentence for each thing that is wrong with a CiliumNetworkPolicy; none if it would be accepted. */
    public static List<String> problems(String yaml) {
        CiliumChecks checks = new CiliumChecks();
        checks.policy(Document.of(yaml));
        return checks.problems;
    }

    private void policy(Document policy) {
        grammar.metadata(policy.at("metadata"));
        Document spec = policy.at("spec");
        if (spec.at("endpointSelector").isThere() == spec.at("nodeSelector").isThere()) {
            problems.add("A rule has exactly one of endpointSelector and nodeSelector");
        }
        selector(spec.at("endpointSelector"));
        if (spec.at("ingress").items().isEmpty() && spec.at("egress").items().isEmpty()) {
            problems.add("A rule needs at least one item in ingress or egress; an empty list is none");
        }
        spec.at("ingress").items().forEach(item -> item(item, "from"));
        spec.at("egress").items().forEach(item -> item(item, "to"));
        boolean names = spec.at("egress").items().stream()
                .anyMatch(it -> it.at("toFQDNs").isThere());
        if (names && spec.at("egress").items().stream().noneMatch(CiliumChecks::watchesDns)) {
            problems.add("toFQDNs needs a rule with dns for the same endpoints, or no address is ever known");
        }
    }

    private static boolean watchesDns(Document item) {
        return item.at("toPorts").items().stream()
                .anyMatch(ports -> ports.at("rules", "dns").isThere());
    }

    private void item(Document item, String prefix) {
        List<String> kinds = item.fields().keySet().stream()
                .map(String::valueOf)
                .filter(key -> key.startsWith(prefix) && PEERS.contains(key.substring(prefix.length())))
                .sorted()
                .toList();
        if (kinds.size() > 1) {
            problems.add("Combining " + kinds.stream().collect(Collectors.joining(" and ")) + " is not supported");
        }
        item.at(prefix + "Endpoints").items().forEach(this::selector);
        for (Document entity : item.at(prefix + "Entities").items()) {
            if (!ENTITIES.contains(entity.text())) {
                problems.add("\"" + entity.text() + "\" is no entity");
            }
        }
        item.at("toPorts").items().forEach(ports -> ports(ports, prefix));
    }

    private void ports(Document ports, String prefix) {
        List<Document> list = ports.at("ports").items();
        if (list.size() > CiliumYaml.MOST_PORTS) {
            problems.add(list.size() + " ports in an item are more than " + CiliumYaml.MOST_PORTS);
        }
        boolean dns = ports.at("rules", "dns").isThere();
        if (dns && prefix.equals("from")) {
            problems.add("dns rules are for egress only");
        }
        if (dns && list.isEmpty()) {
            problems.add("dns rules need a port");
        }
        for (Document port : list) {
            if (!(port.at("port").value() instanceof String)) {
                problems.add("Port " + port.at("port").text() + " is to be a text");
            }
            if (port.at("endPort").isThere()) {
                range(port, dns);
            }
        }
    }

    private void range(Document port, boolean dns) {
        if (dns) {
            problems.add("dns rules take no range of ports");
        }
        String first = port.at("port").text();
        if (!first.matches("[0-9]{1,5}") || Integer.parseInt(port.at("endPort").text()) < Integer.parseInt(first)) {
            problems.add("Range of ports " + first + " to " + port.at("endPort").text() + " is none");
        }
    }

    private void selector(Document selector) {
        grammar.selector(selector, CiliumSelectors.NAMESPACE_LABELS, "k8s:", "reserved:");
    }
}
