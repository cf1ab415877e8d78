package dev.weir.policy.model;

import java.util.List;

/**
 * A rule of a ClusterNetworkPolicy. Rules are tried in order and the first that matches decides.
 *
 * @param name for people, up to 100 characters; empty if not given
 * @param peers at least one; any of them
 * @param ports any of them; none means every port of every protocol
 */
public record ClusterRule(String name, Action action, List<ClusterPeer> peers, List<ClusterPort> ports) {

    /** What a matching rule does; the text is the API's. */
    public enum Action {
        ACCEPT("Accept"),
        DENY("Deny"),
        /** Leaves the tier: the next tier judges, after Baseline the default of Kubernetes. */
        PASS("Pass");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public ClusterRule {
        peers = List.copyOf(peers);
        ports = List.copyOf(ports);
        if (peers.isEmpty()) {
            throw new IllegalArgumentException("A rule of a ClusterNetworkPolicy needs at least one peer");
        }
    }

    /** Whether the ports of the rule cover a connection, as {@link Ports#covers}. */
    public boolean coversPort(Protocol protocol, int port, List<NamedPort> destination) {
        return ports.isEmpty() || ports.stream().anyMatch(it -> it.covers(protocol, port, destination));
    }
}
