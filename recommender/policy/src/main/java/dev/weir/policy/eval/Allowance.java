package dev.weir.policy.eval;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What some NetworkPolicies together allow to the pods they isolate in one direction. A number is looked up among the
 * port intervals of its protocol. A named port has peers of its own beside them, because the name is another number on
 * every destination.
 */
final class Allowance {

    private static final Allowance NOT_ISOLATED = new Allowance(Direction.INGRESS, List.of());

    private final boolean isolates;
    private final Map<Protocol, PortIntervals> byNumber = new EnumMap<>(Protocol.class);
    private final Map<Protocol, Map<String, PeerSet>> byName = new EnumMap<>(Protocol.class);

    private Allowance(Direction direction, List<CompiledPolicy> policies) {
        isolates = !policies.isEmpty();
        List<CompiledRule> rules = policies.stream()
                .flatMap(policy -> policy.rules(direction).stream())
                .toList();
        for (Protocol protocol : Protocol.values()) {
            byNumber.put(protocol, PortIntervals.of(protocol, rules));
            byName.put(protocol, named(protocol, rules));
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
        Map<String, List<CompiledRule>> byName = new HashMap<>();
        for (CompiledRule rule : rules) {
            rule.ports().stream()
                    .filter(port -> port.protocol() == protocol && port.ports() instanceof Ports.Named)
                    .map(port -> ((Ports.Named) port.ports()).name())
                    .distinct()
                    .forEach(name -> byName.computeIfAbsent(name, unused -> new ArrayList<>())
                            .add(rule));
        }
        Map<String, PeerSet> peers = new HashMap<>();
        byName.forEach((name, of) -> peers.put(name, PeerSet.of(of)));
        return peers;
    }

    /** Whether the pods are isolated at all; where they are not, the next tier decides. */
    boolean isolates() {
        return isolates;
    }

    /** Where the intervals of a protocol begin, ascending from the lowest port. */
    int[] starts(Protocol protocol) {
        return Objects.requireNonNull(byNumber.get(protocol)).starts();
    }

    boolean allows(Side peer, Side destination, Protocol protocol, int port) {
        return Objects.requireNonNull(byNumber.get(protocol)).peers(port).contains(peer)
                || allowsByName(Objects.requireNonNull(byName.get(protocol)), peer, destination, protocol, port);
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
