package dev.weir.policy.eval;

import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Who reaches whom on one port, asked pair by pair: for policies whose order counts. */
final class PairRows {

    private PairRows() {}

    /** For each kind the kinds that it reaches. */
    static BitSet[] of(PodKinds kinds, FastEvaluator evaluator, Protocol protocol, int port) {
        List<ResolvedParty> sources = new ArrayList<>();
        List<ResolvedParty> destinations = new ArrayList<>();
        for (PodKind kind : kinds.kinds()) {
            sources.add(resolve(kind.first(), evaluator));
            destinations.add(resolve(kind.last(), evaluator));
        }
        BitSet[] rows = new BitSet[sources.size()];
        for (int from = 0; from < rows.length; from++) {
            rows[from] = new BitSet(rows.length);
            for (int to = 0; to < rows.length; to++) {
                rows[from].set(to, evaluator.allows(sources.get(from), destinations.get(to), port, protocol));
            }
        }
        return rows;
    }

    private static ResolvedParty resolve(Pod pod, FastEvaluator evaluator) {
        return evaluator.resolve(Party.pod(pod.namespace(), pod.name()));
    }
}
