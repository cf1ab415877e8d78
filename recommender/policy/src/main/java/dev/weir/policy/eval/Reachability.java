package dev.weir.policy.eval;

import dev.weir.policy.model.Pod;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which pods reach which on one port: a bit for each two kinds of pods, which policies cannot tell apart within. It
 * stays as it is when the evaluator that made it changes.
 */
public final class Reachability {

    private final PodKinds kinds;
    private final BitSet[] rows;
    private final boolean ownTrafficPasses;

    Reachability(PodKinds kinds, BitSet[] rows, boolean ownTrafficPasses) {
        this.kinds = kinds;
        this.rows = rows;
        this.ownTrafficPasses = ownTrafficPasses;
    }

    /** The running pods with a network of their own, by namespace and name: what the numbers of pods stand for. */
    public List<Pod> pods() {
        return kinds.pods();
    }

    /**
     * Whether a connection passes.
     *
     * @throws IndexOutOfBoundsException if there is no pod of one of the numbers
     */
    public boolean passes(int from, int to) {
        return (from == to && ownTrafficPasses) || rows[kinds.kindOf(from)].get(kinds.kindOf(to));
    }

    /** How many connections pass from a pod to another: at most the square of the number of pods. */
    public long pairs() {
        Map<Integer, BitSet> bySize = new TreeMap<>();
        for (int kind = 0; kind < rows.length; kind++) {
            bySize.computeIfAbsent(kinds.kinds().get(kind).members(), unused -> new BitSet())
                    .set(kind);
        }
        long pairs = 0;
        for (int from = 0; from < rows.length; from++) {
            long reached = rows[from].get(from) ? -1 : 0; // not itself
            for (Map.Entry<Integer, BitSet> size : bySize.entrySet()) {
                reached += (long) size.getKey() * common(rows[from], size.getValue(), bySize.size() == 1);
            }
            pairs += reached * kinds.kinds().get(from).members();
        }
        return pairs;
    }

    private static int common(BitSet row, BitSet other, boolean otherIsAll) {
        if (otherIsAll) {
            return row.cardinality();
        }
        BitSet both = (BitSet) row.clone();
        both.and(other);
        return both.cardinality();
    }
}
