package dev.weir.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.job.serial.ProtoSerializer;
import dev.weir.policy.recommend.Options;
import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.edge.EdgeReducer;
import dev.weir.traffic.evidence.Evidence;
import dev.weir.traffic.identity.Entities;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.Recommendation;
import dev.weir.v1.Selector;
import dev.weir.v1.SubjectUpdate;
import dev.weir.v1.Workload;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The subjects' state in real RocksDB. */
class RecommendOperatorTest {
    private static final Entity WEB = Entities.workload("shop", "Deployment", "web");
    private static final Entity API = Entities.workload("shop", "Deployment", "api");

    @Test
    void recommendsOnceASubjectBeforeTheBarrierAndOnlyWhatHasChanged() throws Exception {
        try (var harness = harness(false)) {
            harness.open();
            inventory(harness);
            harness.processElement1(new StreamRecord<>(update(API, edge(8080, 1))));
            harness.processElement1(new StreamRecord<>(update(API, edge(8080, 1))));
            assertThat(harness.extractOutputValues()).isEmpty();

            barrier(harness, 1);
            barrier(harness, 2);

            List<Recommendation> made = harness.extractOutputValues();
            assertThat(made).hasSize(1);
            assertThat(made.get(0).getYaml()).contains("port: 8080").contains("app: web");
            assertThat(made.get(0).getGeneration()).isEqualTo(1);
        }
    }

    @Test
    void generationGrowsWithEveryChangeAndAcrossARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(false)) {
            harness.open();
            inventory(harness);
            harness.processElement1(new StreamRecord<>(update(API, edge(8080, 1))));
            barrier(harness, 1);
            snapshot = harness.snapshot(1, 1);
        }

        try (var restored = harness(false)) {
            restored.initializeState(snapshot);
            restored.open();
            barrier(restored, 2);
            assertThat(restored.extractOutputValues()).isEmpty();

            restored.processElement1(new StreamRecord<>(update(API, edge(9090, 1))));
            barrier(restored, 3);

            Recommendation next = restored.extractOutputValues().get(0);
            assertThat(next.getGeneration()).isEqualTo(2);
            assertThat(next.getYaml()).contains("port: 8080").contains("port: 9090");
        }
    }

    @Test
    void saysNothingBeforeTheInventoryIsWhole() throws Exception {
        try (var harness = harness(true)) {
            harness.open();
            inventory(harness);
            harness.processElement1(new StreamRecord<>(update(API, edge(8080, 1))));
            barrier(harness, 1);
            assertThat(harness.extractOutputValues()).isEmpty();

            harness.processElement2(new StreamRecord<>(Samples.snapshotComplete()));
            barrier(harness, 2);

            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void workloadWithoutTrafficIsClosedBothWays() throws Exception {
        try (var harness = harness(false)) {
            harness.open();
            inventory(harness);
            harness.processElement1(new StreamRecord<>(
                    SubjectUpdate.newBuilder().setCluster("lab").setSubject(WEB).build()));

            barrier(harness, 1);

            assertThat(harness.extractOutputValues().get(0).getYaml())
                    .contains("ingress: []")
                    .contains("egress: []");
        }
    }

    private static void inventory(
            KeyedTwoInputStreamOperatorTestHarness<String, SubjectUpdate, InventoryEvent, Recommendation> harness)
            throws Exception {
        harness.processElement2(new StreamRecord<>(deployment("web")));
        harness.processElement2(new StreamRecord<>(deployment("api")));
    }

    private static void barrier(
            KeyedTwoInputStreamOperatorTestHarness<String, SubjectUpdate, InventoryEvent, Recommendation> harness,
            long checkpoint)
            throws Exception {
        ((RecommendOperator) harness.getOperator()).prepareSnapshotPreBarrier(checkpoint);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, SubjectUpdate, InventoryEvent, Recommendation>
            harness(boolean waitForInventory) throws Exception {
        var harness = new KeyedTwoInputStreamOperatorTestHarness<String, SubjectUpdate, InventoryEvent, Recommendation>(
                new RecommendOperator(waitForInventory, Options.defaults()),
                update -> TopicKeys.recommendationKey(update.getCluster(), update.getSubject()),
                null,
                Types.STRING);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        harness.setup(new ProtoSerializer<>(Recommendation.class));
        return harness;
    }

    private static InventoryEvent deployment(String name) {
        return InventoryEvent.newBuilder()
                .setCluster("lab")
                .setKind("Deployment")
                .setNamespace("shop")
                .setName(name)
                .setUid("uid-" + name)
                .setWorkload(Workload.newBuilder()
                        .setWorkloadKind("Deployment")
                        .setSelector(Selector.newBuilder().putMatchLabels("app", name))
                        .putTemplateLabels("app", name))
                .build();
    }

    private static SubjectUpdate update(Entity subject, ObservedEdge edge) {
        return SubjectUpdate.newBuilder()
                .setCluster("lab")
                .setSubject(subject)
                .setEdge(edge)
                .build();
    }

    private static ObservedEdge edge(int port, int records) {
        Evidence evidence = new Evidence();
        for (int i = 0; i < records; i++) {
            evidence.seen(Evidence.Side.CLIENT, 1_700_000_000_000_000_000L);
        }
        evidence.orientedBy(OrientationBasis.BASIS_TCP_SYN);
        evidence.answered();
        return EdgeReducer.reduce(
                null,
                ObservedEdge.newBuilder()
                        .setKey(EdgeKey.newBuilder()
                                .setCluster("lab")
                                .setClient(WEB)
                                .setServer(API)
                                .setIpProtocol(6)
                                .setPort(port))
                        .setEvidence(evidence.toProto())
                        .build());
    }
}
