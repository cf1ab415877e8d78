package dev.weir.traffic.edge;

import dev.weir.traffic.evidence.Evidence;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges evidence into the state of its edge. Any order and grouping of the same changes gives the same state. */
public final class EdgeReducer {
    private EdgeReducer() {}

    /**
     * The state after the change.
     *
     * @param state the state so far, or null where the edge is new
     * @param delta evidence for the same key
     */
    public static ObservedEdge reduce(@Nullable ObservedEdge state, ObservedEdge delta) {
        EdgeEvidence evidence =
                state == null ? delta.getEvidence() : Evidence.merged(state.getEvidence(), delta.getEvidence());
        List<QuarantineReason> reasons = Admissions.reasonsToHold(delta.getKey(), evidence);
        return ObservedEdge.newBuilder()
                .setSchemaVersion(1)
                .setKey(delta.getKey())
                .setEvidence(evidence)
                .setAdmission(reasons.isEmpty() ? Admission.ACCEPTED : Admission.QUARANTINED)
                .addAllReasons(reasons)
                .build();
    }
}
