package dev.weir.policy.eval;

import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import java.util.ArrayList;
import java.util.List;

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
        starts = starts(protocol, rules);
        peers = new PeerSet[starts.length];
        List<CompiledRule> covering = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            covering.clear();
            for (CompiledRule rule : rules) {
                if (rule.coversNumber(protocol, starts[i])) {
                    covering.add(rule);
                }
            }
            peers[i] = PeerSet.of(covering);
        }
    }

    private static int[] starts(Protocol protocol, List<CompiledRule> rules) {
        int items = 0;
        for (CompiledRule rule : rules) {
            items += rule.ports().size();
        }
        int[] cuts = new int[1 + 2 * items];
        cuts[0] = Ports.LOWEST;
        int count = 1;
        for (CompiledRule rule : rules) {
            for (PolicyPort item : rule.ports()) {
                if (item.protocol() == protocol) {
                    count = addEnds(item.ports(), cuts, count);
                }
            }
        }
        return PortCuts.distinct(cuts, count);
    }

    private static int addEnds(Ports ports, int[] cuts, int count) {
        if (ports instanceof Ports.Number number) {
            cuts[count] = number.number();
            cuts[count + 1] = number.number() + 1;
            return count + 2;
        }
        if (ports instanceof Ports.Range range) {
            cuts[count] = range.first();
            cuts[count + 1] = range.last() + 1;
            return count + 2;
        }
        return count;
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
