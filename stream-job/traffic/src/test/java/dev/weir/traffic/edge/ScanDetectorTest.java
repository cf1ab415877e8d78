package dev.weir.traffic.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.traffic.Flows;
import dev.weir.traffic.evidence.Evidence;
import dev.weir.traffic.identity.Entities;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.QuarantineReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanDetectorTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    @Test
    void answeredPortFoundBySweepIsHeld() {
        List<ObservedEdge> edges = sweep();
        ObservedEdge found = edge(5432, true, Flows.NOON_NS + 3 * SECOND);
        edges.add(found);

        List<ObservedEdge> judged = ScanDetector.judge(edges);

        assertThat(judged).allSatisfy(edge -> assertThat(edge.getReasonsList()).contains(QuarantineReason.SCAN));
        assertThat(judged.get(judged.size() - 1).getAdmission()).isEqualTo(Admission.QUARANTINED);
    }

    @Test
    void edgeFromBeforeTheSweepStaysAccepted() {
        List<ObservedEdge> edges = sweep();
        edges.add(edge(5432, true, Flows.NOON_NS - 3_600 * SECOND));

        List<ObservedEdge> judged = ScanDetector.judge(edges);

        assertThat(judged.get(judged.size() - 1).getAdmission()).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void edgeSeenOnAnotherDayTooStaysAccepted() {
        List<ObservedEdge> edges = sweep();
        edges.add(EdgeReducer.reduce(edge(5432, true, Flows.NOON_NS), edge(5432, true, Flows.NOON_NS + DAY)));

        List<ObservedEdge> judged = ScanDetector.judge(edges);

        assertThat(judged.get(judged.size() - 1).getAdmission()).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void fewUnansweredAttemptsAreNoSweep() {
        List<ObservedEdge> edges = new ArrayList<>(sweep().subList(0, ScanDetector.UNANSWERED_TARGETS - 1));
        edges.add(edge(5432, true, Flows.NOON_NS));

        assertThat(ScanDetector.judge(edges)).isEqualTo(edges);
    }

    private static List<ObservedEdge> sweep() {
        List<ObservedEdge> edges = new ArrayList<>();
        for (int port = 1; port <= ScanDetector.UNANSWERED_TARGETS; port++) {
            edges.add(edge(port, false, Flows.NOON_NS + port * SECOND));
        }
        return edges;
    }

    private static ObservedEdge edge(int port, boolean answered, long timeNs) {
        Evidence evidence = new Evidence();
        evidence.seen(Evidence.Side.CLIENT, timeNs);
        evidence.orientedBy(OrientationBasis.BASIS_TCP_SYN);
        if (answered) {
            evidence.answered();
        }
        EdgeKey key = EdgeKey.newBuilder()
                .setClient(Entities.workload("shop", "Deployment", "toolbox"))
                .setServer(Entities.workload("data", "StatefulSet", "db"))
                .setIpProtocol(6)
                .setPort(port)
                .build();
        return EdgeReducer.reduce(
                null,
                ObservedEdge.newBuilder()
                        .setKey(key)
                        .setEvidence(evidence.toProto())
                        .build());
    }
}
