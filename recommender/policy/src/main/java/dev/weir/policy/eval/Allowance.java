package dev.weir.policy.eval;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What some NetworkPolicies together allow to the pods they isolate in one direction. A number is looked up among the
 * port intervals of its protocol. A named port has peers of its own beside them, because the name is another number on
 * every destination.
 */
final class Allowance {

    private static final Protocol[] PROTOCOLS = Protocol.values();

    private static final Allowance NOT_ISOLATED = new Allowance(Direction.INGRESS, List.of());

    // One for each protocol, by its ordinal.
    private final List<PortIntervals> byNumber = new ArrayList<>(PROTOCOLS.length);
    private final List<Map<String, PeerSet>> byName = new ArrayList<>(PROTOCOLS.length);

    private Allowance(Direction direction, List<CompiledPolicy> policies) {
        List<CompiledRule> rules = new ArrayList<>();
        policies.forEach(policy -> rules.addAll(policy.rules(direction)));
        for (Protocol protocol : PROTOCOLS) {
            byNumber.add(PortIntervals.of(protocol, rules));
            byName.add(named(protocol, rules));
        }
    }

    static Allowance notIsolated() {
        return NOT_ISOLATED;
    }

    /**
     * @param policies all that isolate some pods in the direction
     */
    static Allowance of(Direction direction, List<CompiledPolicy> policies) {
        return policies.isEmpty() ? NOT_ISOLATED : new Allowance(direction, policies);
    }

    private static Map<String, PeerSet> named(Protocol protocol, List<CompiledRule> rules) {
        Map<String, Set<CompiledRule>> byName = new HashMap<>();
        for (CompiledRule rule : rules) {
            for (PolicyPort port : rule.ports()) {
                if (port.protocol() == protocol && port.ports() instanceof Ports.Named named) {
                    byName.computeIfAbsent(named.name(), unused -> new LinkedHashSet<>())
                            .add(rule);
                }
            }
        }
        if (byName.isEmpty()) {
            return Map.of();
        }
        Map<String, PeerSet> peers = new HashMap<>();
        byName.forEach((name, of) -> peers.put(name, PeerSet.of(of)));
        return peers;
    }

    /** Whether the pods are isolated at all; where they are not, the next tier decides. */
    boolean isolates() {
        return this != NOT_ISOLATED;
    }

    /** Where the intervals of a protocol begin, ascending from the lowest port. */
    int[] starts(Protocol protocol) {
        return byNumber.get(protocol.ordinal()).starts();
    }

    /** Those that rules by number admit on a port. */
    PeerSet peers(Protocol protocol, int port) {
        return byNumber.get(protocol.ordinal()).peers(port);
    }

    /** Those that rules by name admit, wherever the destination has the name. */
    Map<String, PeerSet> peersByName(Protocol protocol) {
        return byName.get(protocol.ordinal());
    }

    boolean allows(Side peer, Side destination, Protocol protocol, int port) {
        return byNumber.get(protocol.ordinal()).peers(port).contains(peer)
                || allowsByName(byName.get(protocol.ordinal()), peer, destination, protocol, port);
    }

    private static boolean allowsByName(
            Map<String, PeerSet> byName, Side peer, Side destination, Protocol protocol, int port) {
        if (byName.isEmpty()) {
            return false;
        }
        for (NamedPort named : destination.endpoint().namedPorts()) {
            if (named.protocol() == protocol
                    && named.number() == port
                    && byName.getOrDefault(named.name(), PeerSet.nobody()).contains(peer)) {
                return true;
            }
        }
        return false;
    }
}
