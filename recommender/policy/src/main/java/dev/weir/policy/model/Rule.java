package dev.weir.policy.model;

import java.util.List;

/**
 * An ingress or egress rule: traffic matches if one of the peers <em>and</em> one of the ports does.
 *
 * @param peers {@code from} or {@code to}; none means everybody, addresses outside the cluster too
 * @param ports none means every port of every protocol
 */
public record Rule(List<Peer> peers, List<PolicyPort> ports) {

    public Rule {
        peers = List.copyOf(peers);
        ports = List.copyOf(ports);
    }
}
