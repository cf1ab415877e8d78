package dev.weir.policy.analyse;

import dev.weir.policy.eval.RuleRef;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.PortSet;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom and what one rule of a NetworkPolicy is about, in one snapshot.
 *
 * @param subjects pods its policy selects, by their position in the snapshot
 * @param peers pods that its selectors find, by their position in the snapshot
 * @param addresses pieces of the address space its blocks hold, by their position
 * @param names ports it calls by name
 */
record RuleScope(
        RuleRef ref,
        NetworkPolicy policy,
        Rule rule,
        BitSet subjects,
        BitSet peers,
        BitSet addresses,
        OpenPorts numbers,
        Set<PolicyPort> names) {

    static OpenPorts numbers(Rule rule) {
        if (rule.ports().isEmpty()) {
            return OpenPorts.all();
        }
        Map<Protocol, PortSet> ports = new EnumMap<>(Protocol.class);
        rule.ports().forEach(port -> ports.merge(port.protocol(), set(port.ports()), PortSet::union));
        return new OpenPorts(ports);
    }

    static Set<PolicyPort> names(List<PolicyPort> ports) {
        return ports.stream()
                .filter(port -> port.ports() instanceof Ports.Named)
                .collect(Collectors.toSet());
    }

    private static PortSet set(Ports ports) {
        if (ports instanceof Ports.All) {
            return PortSet.all();
        }
        if (ports instanceof Ports.Range range) {
            return PortSet.range(range.first(), range.last());
        }
        return ports instanceof Ports.Number number ? PortSet.of(number.number()) : PortSet.none();
    }

    boolean isForEverybody() {
        return rule.peers().isEmpty();
    }

    /** Whether nobody in the snapshot is concerned, and no address either. */
    boolean isIdle() {
        return subjects.isEmpty() || (!isForEverybody() && peers.isEmpty() && addresses.isEmpty());
    }

    /**
     * Whether this rule allows all that the other does, in this snapshot. It may do so without being seen to: a block
     * that holds the addresses of pods is not compared with a selector that finds them, because not every data plane
     * lets a block match pods.
     */
    boolean covers(RuleScope other) {
        return ref.direction() == other.ref.direction()
                && policy.namespace().equals(other.policy.namespace())
                && holds(subjects, other.subjects)
                && coversPeers(other)
                && other.numbers.minus(numbers).isEmpty()
                && other.names.stream()
                        .allMatch(name -> names.contains(name)
                                || numbers.of(name.protocol()).isAll());
    }

    private boolean coversPeers(RuleScope other) {
        return isForEverybody()
                || (!other.isForEverybody() && holds(peers, other.peers) && holds(addresses, other.addresses));
    }

    private static boolean holds(BitSet all, BitSet some) {
        BitSet beyond = (BitSet) some.clone();
        beyond.andNot(all);
        return beyond.isEmpty();
    }
}
