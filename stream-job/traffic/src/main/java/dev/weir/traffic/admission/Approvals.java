package dev.weir.traffic.admission;

import dev.weir.schemas.TopicKeys;
import dev.weir.v1.Admission;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import java.io.Serializable;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who let which held edges pass, until when. The time comes in as an argument: there is no clock in here. */
public record Approvals(List<EdgeApproval> entries) implements Serializable {

    /**
     * Doubts about evidence, which a person can settle. Who is at an end, and on which port, no approval can tell; and
     * what is never allowed must be taken off that list first.
     */
    private static final Set<QuarantineReason> DOUBTS = EnumSet.of(
            QuarantineReason.WEAK_ORIENTATION,
            QuarantineReason.UNANSWERED,
            QuarantineReason.DENIED,
            QuarantineReason.SCAN,
            QuarantineReason.UNDECLARED_PORT,
            QuarantineReason.FEW_DAYS,
            QuarantineReason.FEW_PODS,
            QuarantineReason.AFTER_LOCK);

    public Approvals {
        entries = List.copyOf(entries);
    }

    public static Approvals none() {
        return new Approvals(List.of());
    }

    /** Whether a person can let an edge pass that is held for this. */
    public static boolean canOverrule(QuarantineReason reason) {
        return DOUBTS.contains(reason);
    }

    /** The edge as it is at that time: accepted, and saying by whom, if it is held and an approval covers it. */
    public ObservedEdge release(ObservedEdge edge, Instant now) {
        return approval(edge, now)
                .map(approval -> edge.toBuilder()
                        .setAdmission(Admission.ACCEPTED)
                        .clearReasons()
                        .setApproval(dev.weir.v1.Approval.newBuilder()
                                .setBy(approval.by())
                                .setUntilNs(approval.untilNs())
                                .setWhy(approval.why())
                                .addAllOverruled(edge.getReasonsList()))
                        .build())
                .orElse(edge);
    }

    /** Of the approvals that cover the edge now, the one that lasts longest. */
    private Optional<EdgeApproval> approval(ObservedEdge edge, Instant now) {
        boolean held = edge.getAdmission() == Admission.QUARANTINED;
        if (entries.isEmpty() || !held || !DOUBTS.containsAll(edge.getReasonsList())) {
            return Optional.empty();
        }
        String key = TopicKeys.edgeKey(edge.getKey());
        return entries.stream()
                .filter(entry -> now.isBefore(entry.until()) && entry.covers(key))
                .max(EdgeApproval.BY_END);
    }
}
