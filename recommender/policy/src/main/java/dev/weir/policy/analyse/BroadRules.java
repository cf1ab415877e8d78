package dev.weir.policy.analyse;

import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What makes a rule broad: each cause in a few words, none if it is not. */
final class BroadRules {

    /** A range of more ports than this is called broad: it is the number of well-known ports (RFC 6335). */
    static final int MANY_PORTS = 1024;

    private BroadRules() {}

    static List<String> causes(Rule rule) {
        List<String> causes = new ArrayList<>();
        if (rule.peers().isEmpty()) {
            causes.add("every peer, inside and outside the cluster");
        }
        rule.peers().forEach(peer -> cause(peer).ifPresent(causes::add));
        if (rule.ports().isEmpty()) {
            causes.add("every port of every protocol");
        }
        rule.ports().forEach(port -> cause(port).ifPresent(causes::add));
        return causes;
    }

    private static Optional<String> cause(Peer peer) {
        if (peer instanceof Peer.IpBlock block) {
            return block.cidr().prefixLength() == 0
                    ? Optional.of("every address (" + block.cidr() + ")")
                    : Optional.empty();
        }
        Peer.PodPeer pods = (Peer.PodPeer) peer;
        if (pods.podSelector().filter(selector -> !selector.isEmpty()).isPresent()) {
            return pods.namespaceSelector().filter(LabelSelector::isEmpty).map(it -> "pods of every namespace");
        }
        return Optional.of(pods.namespaceSelector()
                .map(selector -> selector.isEmpty() ? "every pod of every namespace" : "every pod of whole namespaces")
                .orElse("every pod of its namespace"));
    }

    private static Optional<String> cause(PolicyPort port) {
        if (port.ports() instanceof Ports.All) {
            return Optional.of("every port of " + port.protocol());
        }
        if (port.ports() instanceof Ports.Range range && range.last() - range.first() >= MANY_PORTS) {
            return Optional.of("the ports " + range.first() + " to " + range.last() + " of " + port.protocol());
        }
        return Optional.empty();
    }
}
