package dev.weir.policy.analyse;

import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import java.util.List;

/**
 * What passes with one set of policies and not with another. Empty exactly if both sets judge every connection alike
 * that {@link Connectivity} lists or leaves out of its list because it is denied.
 *
 * @param gained passes only with the second set
 * @param lost passes only with the first set
 */
public record ConnectivityDiff(List<AllowedConnections> gained, List<AllowedConnections> lost) {

    public ConnectivityDiff {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }

    /** Compares two sets of policies on one snapshot. */
    public static ConnectivityDiff of(Snapshot snapshot, PolicySet before, PolicySet after) {
        Survey survey = new Survey(snapshot, List.of(before, after));
        Reach first = new Reach(survey, before);
        Reach second = new Reach(survey, after);
        return new ConnectivityDiff(
                Pairs.list(survey, pair -> pair.apply(second).minus(pair.apply(first))),
                Pairs.list(survey, pair -> pair.apply(first).minus(pair.apply(second))));
    }

    public boolean isEmpty() {
        return gained.isEmpty() && lost.isEmpty();
    }
}
