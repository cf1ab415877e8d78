package dev.weir.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.job.serial.ProtoSerializer;
import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.traffic.admission.Approvals;
import dev.weir.traffic.admission.EdgeApproval;
import dev.weir.traffic.edge.ScanDetector;
import dev.weir.traffic.evidence.Evidence;
import dev.weir.traffic.identity.Entities;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.QuarantineReason;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The edges' state in real RocksDB. */
class EdgeOperatorTest {
    private static final long NOON_NS = 1_700_000_000L * 1_000_000_000L;

    @Test
    void evidenceAddsUpAcrossARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(new StreamRecord<>(delta(5432, true)));
            harness.prepareSnapshotPreBarrier(1);
            snapshot = harness.snapshot(1, 1);
        }

        try (var restored = harness()) {
            restored.initializeState(snapshot);
            restored.open();
            restored.processElement(new StreamRecord<>(delta(5432, true)));

            restored.prepareSnapshotPreBarrier(2);

            assertThat(last(restored.extractOutputValues()).getEvidence().getRecords())
                    .isEqualTo(2);
        }
    }

    @Test
    void whatASweepReachedIsHeldBeforeTheBarrier() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(new StreamRecord<>(delta(5432, true)));
            harness.prepareSnapshotPreBarrier(0);
            assertThat(last(harness.extractOutputValues()).getAdmission()).isEqualTo(Admission.ACCEPTED);
            for (int port = 1; port <= ScanDetector.UNANSWERED_TARGETS; port++) {
                harness.processElement(new StreamRecord<>(delta(port, false)));
            }

            harness.prepareSnapshotPreBarrier(1);

            ObservedEdge found = harness.extractOutputValues().stream()
                    .filter(edge -> edge.getKey().getPort() == 5432)
                    .reduce((first, second) -> second)
                    .orElseThrow();
            assertThat(found.getReasonsList()).containsExactly(QuarantineReason.SCAN);
        }
    }

    @Test
    void approvalEndsByItselfAtItsTime() throws Exception {
        Instant until = Instant.ofEpochMilli(10_000);
        try (var harness = harness(approvingPort80(until))) {
            harness.setProcessingTime(9_000);
            harness.open();
            harness.processElement(new StreamRecord<>(delta(80, false)));
            harness.prepareSnapshotPreBarrier(0);
            ObservedEdge approved = last(harness.extractOutputValues());
            assertThat(approved.getAdmission()).isEqualTo(Admission.ACCEPTED);
            assertThat(approved.getApproval().getBy()).isEqualTo("jane");

            harness.setProcessingTime(10_001);
            harness.prepareSnapshotPreBarrier(1);

            ObservedEdge ended = last(harness.extractOutputValues());
            assertThat(ended.getReasonsList()).containsExactly(QuarantineReason.UNANSWERED);
            assertThat(ended.hasApproval()).isFalse();
        }
    }

    @Test
    void restoringUnderOtherSettingsJudgesEveryEdgeAgain() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(new StreamRecord<>(delta(5432, true)));
            harness.prepareSnapshotPreBarrier(1);
            snapshot = harness.snapshot(1, 1);
        }

        try (var restored = harness(AdmissionSettings.strict())) {
            restored.initializeState(snapshot);
            restored.open();
            restored.prepareSnapshotPreBarrier(2);

            assertThat(last(restored.extractOutputValues()).getReasonsList())
                    .containsExactly(QuarantineReason.UNDECLARED_PORT, QuarantineReason.FEW_DAYS);
        }
    }

    @Test
    void restoringUnderTheSameSettingsRepeatsNothing() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(AdmissionSettings.strict())) {
            harness.open();
            harness.processElement(new StreamRecord<>(delta(5432, true)));
            harness.prepareSnapshotPreBarrier(1);
            snapshot = harness.snapshot(1, 1);
        }

        try (var restored = harness(AdmissionSettings.strict())) {
            restored.initializeState(snapshot);
            restored.open();
            restored.prepareSnapshotPreBarrier(2);

            assertThat(restored.extractOutputValues()).isEmpty();
        }
    }

    private static AdmissionSettings approvingPort80(Instant until) {
        return AdmissionSettings.defaults()
                .approving(new Approvals(List.of(new EdgeApproval("lab/*/*db,)/6/80", "jane", until, ""))));
    }

    private static ObservedEdge last(List<ObservedEdge> edges) {
        return edges.get(edges.size() - 1);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ObservedEdge, ObservedEdge> harness()
            throws Exception {
        return harness(AdmissionSettings.defaults());
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ObservedEdge, ObservedEdge> harness(
            AdmissionSettings settings) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<String, ObservedEdge, ObservedEdge>(
                new EdgeOperator(settings), edge -> TopicKeys.clientKey(edge.getKey()), Types.STRING);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        harness.setup(new ProtoSerializer<>(ObservedEdge.class));
        return harness;
    }

    private static ObservedEdge delta(int port, boolean answered) {
        Evidence evidence = new Evidence();
        evidence.seen(Evidence.Side.CLIENT, NOON_NS + port);
        evidence.orientedBy(OrientationBasis.BASIS_TCP_SYN);
        if (answered) {
            evidence.answered();
        }
        return ObservedEdge.newBuilder()
                .setKey(EdgeKey.newBuilder()
                        .setCluster("lab")
                        .setClient(Entities.workload("shop", "Deployment", "toolbox"))
                        .setServer(Entities.workload("data", "StatefulSet", "db"))
                        .setIpProtocol(6)
                        .setPort(port))
                .setEvidence(evidence.toProto())
                .build();
    }
}
