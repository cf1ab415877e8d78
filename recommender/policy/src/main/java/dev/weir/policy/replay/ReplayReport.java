package dev.weir.policy.replay;

import dev.weir.policy.eval.Reason;
import dev.weir.policy.eval.RuleRef;
import dev.weir.policy.model.Direction;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Surplus;
import java.util.List;
import java.util.Optional;

/**
 * What came of replaying all accepted edges of a cluster.
 *
 * @param edges how many there are, each counted once
 * @param admitted how many pass at both ends
 * @param denied the others, in the order of their keys; an edge that both ends deny is there twice
 * @param surplus of each proposed policy, by namespace and name
 */
public record ReplayReport(long edges, long admitted, List<Denied> denied, List<PolicySurplus> surplus) {

    public ReplayReport {
        denied = List.copyOf(denied);
        surplus = List.copyOf(surplus);
    }

    ReplayReport withSurplus(List<PolicySurplus> ofPolicies) {
        return new ReplayReport(edges, admitted, denied, ofPolicies);
    }

    /** Whether every accepted edge passes. */
    public boolean isComplete() {
        return admitted == edges;
    }

    /**
     * An edge that does not pass.
     *
     * @param end the end that denies it; empty if nobody can be asked, because an end is not in the landscape
     * @param reason why that end denies it
     * @param decidedBy the policies or rules that deny it
     */
    public record Denied(EdgeKey edge, Optional<Direction> end, Optional<Reason> reason, List<RuleRef> decidedBy) {
        public Denied {
            decidedBy = List.copyOf(decidedBy);
        }
    }

    /** What a proposed policy allows beyond what was observed. */
    public record PolicySurplus(String namespace, String policy, Surplus surplus) {}
}
