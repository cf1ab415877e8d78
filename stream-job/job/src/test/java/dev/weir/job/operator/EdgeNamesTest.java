package dev.weir.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.job.serial.ProtoSerializer;
import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.traffic.evidence.Evidence;
import dev.weir.traffic.identity.Entities;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.OrientationBasis;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Names that name servers told, laid over edges in real RocksDB. */
class EdgeNamesTest {
    private static final long NOON_NS = 1_700_000_000L * 1_000_000_000L;
    private static final ByteString OUTSIDE = ByteString.copyFrom(new byte[] {(byte) 203, 0, 113, 9});

    @Test
    void edgeIsToldWithItsNameWhicheverComesFirst() throws Exception {
        for (AdmissionSettings settings : List.of(AdmissionSettings.defaults(), AdmissionSettings.strict())) {
            try (var harness = harness(settings)) {
                harness.open();
                harness.processElement(new StreamRecord<>(name("a.example.com")));
                harness.processElement(new StreamRecord<>(traffic()));
                harness.prepareSnapshotPreBarrier(1);
                assertThat(names(harness)).containsExactly("a.example.com");

                harness.processElement(new StreamRecord<>(name("b.example.com")));
                harness.prepareSnapshotPreBarrier(2);

                assertThat(names(harness)).containsExactly("a.example.com", "b.example.com");
            }
        }
    }

    @Test
    void nameThatIsToldAgainTellsNothingNew() throws Exception {
        try (var harness = harness(AdmissionSettings.defaults())) {
            harness.open();
            harness.processElement(new StreamRecord<>(name("a.example.com")));
            harness.processElement(new StreamRecord<>(traffic()));
            harness.prepareSnapshotPreBarrier(1);
            int before = harness.extractOutputValues().size();

            harness.processElement(new StreamRecord<>(name("a.example.com")));
            harness.prepareSnapshotPreBarrier(2);

            assertThat(harness.extractOutputValues()).hasSize(before);
        }
    }

    @Test
    void namesSurviveARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(AdmissionSettings.defaults())) {
            harness.open();
            harness.processElement(new StreamRecord<>(name("a.example.com")));
            harness.prepareSnapshotPreBarrier(1);
            assertThat(harness.extractOutputValues()).isEmpty();
            snapshot = harness.snapshot(1, 1);
        }

        try (var restored = harness(AdmissionSettings.defaults())) {
            restored.initializeState(snapshot);
            restored.open();
            restored.processElement(new StreamRecord<>(traffic()));
            restored.prepareSnapshotPreBarrier(2);

            assertThat(names(restored)).containsExactly("a.example.com");
        }
    }

    private static List<String> names(
            KeyedOneInputStreamOperatorTestHarness<String, ObservedEdge, ObservedEdge> harness) {
        List<ObservedEdge> told = harness.extractOutputValues();
        return told.get(told.size() - 1).getEvidence().getFqdnsList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ObservedEdge, ObservedEdge> harness(
            AdmissionSettings settings) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<String, ObservedEdge, ObservedEdge>(
                new EdgeOperator(settings), edge -> TopicKeys.clientKey(edge.getKey()), Types.STRING);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        harness.setup(new ProtoSerializer<>(ObservedEdge.class));
        return harness;
    }

    private static ObservedEdge name(String name) {
        Evidence evidence = new Evidence();
        evidence.held(NOON_NS, NOON_NS + 300_000_000_000L);
        Entity told = Entities.externalName(name).toBuilder().setIp(OUTSIDE).build();
        return edge(told, 0, 0, evidence);
    }

    private static ObservedEdge traffic() {
        Evidence evidence = new Evidence();
        evidence.seen(Evidence.Side.CLIENT, NOON_NS + 1);
        evidence.orientedBy(OrientationBasis.BASIS_TCP_SYN);
        evidence.answered();
        return edge(Entities.external(OUTSIDE), 6, 443, evidence);
    }

    private static ObservedEdge edge(Entity server, int protocol, int port, Evidence evidence) {
        assertThat(server.getKind()).isIn(EntityKind.ENTITY_EXTERNAL_IP, EntityKind.ENTITY_EXTERNAL_NAME);
        return ObservedEdge.newBuilder()
                .setKey(EdgeKey.newBuilder()
                        .setCluster("lab")
                        .setClient(Entities.workload("shop", "Deployment", "web"))
                        .setServer(server)
                        .setIpProtocol(protocol)
                        .setPort(port))
                .setEvidence(evidence.toProto())
                .build();
    }
}
