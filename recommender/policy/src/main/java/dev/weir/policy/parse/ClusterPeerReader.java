package dev.weir.policy.parse;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.ClusterPeer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the peers of a ClusterNetworkPolicy rule: selectors in both directions, addresses and names in egress only. */
final class ClusterPeerReader {

    private static final int LONGEST_CIDR = 43;
    private static final int LONGEST_DOMAIN_NAME = 255;

    // The pattern of the custom resource definition, with its "A-z" for what that meant.
    private static final Pattern DOMAIN_NAME = Pattern.compile(
            "(\\*\\.)?([a-zA-Z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\\.)+" + "[a-zA-Z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\\.?");

    private final String section;
    private final boolean egress;

    private ClusterPeerReader(String section, boolean egress) {
        this.section = section;
        this.egress = egress;
    }

    static ClusterPeerReader ingress() {
        return new ClusterPeerReader("from", false);
    }

    static ClusterPeerReader egress() {
        return new ClusterPeerReader("to", true);
    }

    /** The name of the list: {@code from} or {@code to}. */
    String section() {
        return section;
    }

    Optional<ClusterPeer> read(Field item) {
        Fields fields = item.fields();
        if (fields.all().size() != 1) {
            item.reject(
                    "must have exactly one field",
                    egress ? "namespaces, pods, networks, nodes or domainNames" : "namespaces or pods");
            return Optional.empty();
        }
        Map.Entry<String, Field> only = fields.all().entrySet().iterator().next();
        return read(only.getKey(), only.getValue());
    }

    private Optional<ClusterPeer> read(String kind, Field field) {
        if (kind.equals("namespaces")) {
            return Optional.of(new ClusterPeer.Namespaces(SelectorReader.read(field)));
        }
        if (kind.equals("pods")) {
            return ClusterPolicyReader.pods(field)
                    .map(pods -> new ClusterPeer.Pods(pods.namespaceSelector(), pods.podSelector()));
        }
        if (egress && kind.equals("networks")) {
            return Optional.of(new ClusterPeer.Networks(networks(field)));
        }
        if (egress && kind.equals("nodes")) {
            return Optional.of(new ClusterPeer.Nodes(SelectorReader.read(field)));
        }
        if (egress && kind.equals("domainNames")) {
            return Optional.of(new ClusterPeer.DomainNames(domainNames(field)));
        }
        field.warn(
                "is no kind of peer known here",
                "judged as the API demands: an Accept matches nothing, all else denies");
        return Optional.of(new ClusterPeer.Unknown(kind));
    }

    private static List<Cidr> networks(Field field) {
        return ClusterRuleReader.oneToMost(field).stream()
                .flatMap(item -> {
                    if (item.text().filter(text -> text.length() > LONGEST_CIDR).isPresent()) {
                        item.reject("is longer than " + LONGEST_CIDR + " characters", "");
                    }
                    return BlockReader.cidr(item).stream();
                })
                .toList();
    }

    private static List<String> domainNames(Field field) {
        return ClusterRuleReader.oneToMost(field).stream()
                .flatMap(item -> item.text().stream().peek(name -> {
                    if (name.length() > LONGEST_DOMAIN_NAME
                            || !DOMAIN_NAME.matcher(name).matches()) {
                        item.reject(
                                "is no domain name", "write one like example.org, or *.example.org for all below it");
                    }
                }))
                .toList();
    }
}
