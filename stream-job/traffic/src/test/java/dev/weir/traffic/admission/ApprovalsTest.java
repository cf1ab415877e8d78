package dev.weir.traffic.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.traffic.identity.Entities;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovalsTest {
    private static final Instant UNTIL = Instant.parse("2026-12-31T00:00:00Z");
    private static final Approvals APPROVALS = approving("lab/*web,)/*db,)/6/5432");

    @Test
    void approvedEdgeIsAcceptedAndSaysByWhomAndWhy() {
        ObservedEdge edge = held(5432, QuarantineReason.FEW_DAYS);

        ObservedEdge released = APPROVALS.release(edge, UNTIL.minusNanos(1));

        assertThat(released.getAdmission()).isEqualTo(Admission.ACCEPTED);
        assertThat(released.getReasonsList()).isEmpty();
        assertThat(released.getApproval().getBy()).isEqualTo("jane");
        assertThat(released.getApproval().getOverruledList()).containsExactly(QuarantineReason.FEW_DAYS);
    }

    @Test
    void approvalHoldsNoLongerAtItsEnd() {
        ObservedEdge edge = held(5432, QuarantineReason.FEW_DAYS);

        assertThat(APPROVALS.release(edge, UNTIL)).isEqualTo(edge);
    }

    @Test
    void otherEdgesAreNotCovered() {
        ObservedEdge edge = held(5433, QuarantineReason.FEW_DAYS);

        assertThat(APPROVALS.release(edge, Instant.EPOCH)).isEqualTo(edge);
    }

    @Test
    void starStaysWithinOnePart() {
        assertThat(new EdgeApproval("lab/*/b/6/80", "jane", UNTIL, "").covers("lab/a/x/b/6/80"))
                .isFalse();
    }

    @Test
    void whatIsNeverAllowedCannotBeApproved() {
        ObservedEdge edge = held(5432, QuarantineReason.NEVER_ALLOW);

        assertThat(APPROVALS.release(edge, Instant.EPOCH)).isEqualTo(edge);
    }

    @Test
    void unknownEndCannotBeApproved() {
        ObservedEdge edge = held(5432, QuarantineReason.CLIENT_UNKNOWN);

        assertThat(APPROVALS.release(edge, Instant.EPOCH)).isEqualTo(edge);
    }

    @Test
    void approvalOfEverybodyToEverybodyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> approving("lab/*/*/6/80"));
    }

    private static Approvals approving(String edge) {
        return new Approvals(List.of(new EdgeApproval(edge, "jane", UNTIL, "report")));
    }

    private static ObservedEdge held(int port, QuarantineReason reason) {
        return ObservedEdge.newBuilder()
                .setKey(EdgeKey.newBuilder()
                        .setCluster("lab")
                        .setClient(Entities.workload("shop", "Deployment", "web"))
                        .setServer(Entities.workload("shop", "Deployment", "db"))
                        .setIpProtocol(6)
                        .setPort(port))
                .setAdmission(Admission.QUARANTINED)
                .addReasons(reason)
                .build();
    }
}
