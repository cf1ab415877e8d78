package dev.weir.policy.eval;

import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ports of one protocol, cut into the intervals between all ends that some rules mention; each interval has the
 * peers of the rules that cover it. The first interval begins at the lowest port, each ends where the next begins.
 */
final class PortIntervals {

    /** One interval, with nobody. */
    private static final PortIntervals NONE = new PortIntervals(Protocol.TCP, List.of());

    private final int[] starts;
    private final PeerSet[] peers;

    static PortIntervals of(Protocol protocol, List<CompiledRule> rules) {
        List<CompiledRule> covering =
                rules.stream().filter(rule -> rule.covers(protocol)).toList();
        return covering.isEmpty() ? NONE : new PortIntervals(protocol, covering);
    }

    private PortIntervals(Protocol protocol, List<CompiledRule> rules) {
        TreeSet<Integer> cuts = new TreeSet<>(List.of(Ports.LOWEST));
        rules.forEach(rule -> rule.ports().stream()
                .filter(port -> port.protocol() == protocol)
                .forEach(port -> addEnds(port, cuts)));
        cuts.remove(Ports.HIGHEST + 1);
        starts = cuts.stream().mapToInt(Integer::intValue).toArray();
        peers = cuts.stream()
                .map(start -> PeerSet.of(rules.stream()
                        .filter(rule -> rule.coversNumber(protocol, start))
                        .toList()))
                .toArray(PeerSet[]::new);
    }

    private static void addEnds(PolicyPort port, Set<Integer> cuts) {
        if (port.ports() instanceof Ports.Number number) {
            cuts.add(number.number());
            cuts.add(number.number() + 1);
        } else if (port.ports() instanceof Ports.Range range) {
            cuts.add(range.first());
            cuts.add(range.last() + 1);
        }
    }

    /** INVARIANT: nobody changes them. */
    int[] starts() {
        return starts;
    }

    PeerSet peers(int port) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= port) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return peers[low];
    }
}
