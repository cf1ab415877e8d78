package dev.weir.traffic.edge;

import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.traffic.evidence.Evidence;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Merges evidence into the state of its edge. Any order and grouping of the same changes gives the same state. */
public final class EdgeReducer {
    private EdgeReducer() {}

    /** The state after the change, under the default settings. */
    public static ObservedEdge reduce(@Nullable ObservedEdge state, ObservedEdge delta) {
        return reduce(state, delta, AdmissionSettings.defaults());
    }

    /**
     * The state after the change.
     *
     * @param state the state so far, or null where the edge is new
     * @param delta evidence for the same key
     * @param settings what the evidence must show
     */
    public static ObservedEdge reduce(@Nullable ObservedEdge state, ObservedEdge delta, AdmissionSettings settings) {
        EdgeEvidence evidence =
                state == null ? delta.getEvidence() : Evidence.merged(state.getEvidence(), delta.getEvidence());
        return judged(delta.getKey(), evidence, settings);
    }

    /** The same evidence, judged under these settings by itself. */
    static ObservedEdge judged(EdgeKey key, EdgeEvidence evidence, AdmissionSettings settings) {
        List<QuarantineReason> reasons = Admissions.reasonsToHold(key, evidence, settings);
        return ObservedEdge.newBuilder()
                .setSchemaVersion(1)
                .setKey(key)
                .setEvidence(evidence)
                .setAdmission(reasons.isEmpty() ? Admission.ACCEPTED : Admission.QUARANTINED)
                .addAllReasons(reasons)
                .build();
    }

    /** The edge, held for this reason too. */
    static ObservedEdge held(ObservedEdge edge, QuarantineReason reason) {
        TreeSet<QuarantineReason> reasons = new TreeSet<>(edge.getReasonsList());
        reasons.add(reason);
        return edge.toBuilder()
                .setAdmission(Admission.QUARANTINED)
                .clearReasons()
                .addAllReasons(reasons)
                .build();
    }
}
