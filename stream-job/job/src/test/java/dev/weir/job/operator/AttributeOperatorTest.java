package dev.weir.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.job.serial.ProtoSerializer;
import dev.weir.traffic.evidence.Evidence;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.EntityKind;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.Pod;
import dev.weir.v1.SightedEnd;
import dev.weir.v1.Sighting;
import dev.weir.v1.TallyKind;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AttributeOperatorTest {
    private static final ByteString WEB = ByteString.copyFrom(new byte[] {10, (byte) 244, 0, 5});
    private static final ByteString API = ByteString.copyFrom(new byte[] {10, (byte) 244, 0, 6});

    @Test
    void flowsAheadOfTheirInventoryWaitForIt() throws Exception {
        try (var harness = harness(true)) {
            harness.open();
            harness.processElement1(new StreamRecord<>(sighting()));
            harness.processElement2(new StreamRecord<>(pod("web", WEB)));
            harness.processElement2(new StreamRecord<>(pod("api", API)));
            ((AttributeOperator) harness.getOperator()).prepareSnapshotPreBarrier(1);
            assertThat(harness.extractOutputValues()).isEmpty();

            harness.processElement2(new StreamRecord<>(Samples.snapshotComplete()));
            ((AttributeOperator) harness.getOperator()).prepareSnapshotPreBarrier(2);

            assertThat(harness.extractOutputValues()).hasSize(1);
            ObservedEdge delta = harness.extractOutputValues().get(0);
            assertThat(delta.getKey().getClient().getName()).isEqualTo("web");
            assertThat(delta.getKey().getServer().getName()).isEqualTo("api");
            assertThat(waiting(harness)).isZero();
        }
    }

    @Test
    void whatWaitsSurvivesARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(false)) {
            harness.open();
            harness.processElement2(new StreamRecord<>(pod("web", WEB)));
            harness.processElement1(new StreamRecord<>(sighting()));
            ((AttributeOperator) harness.getOperator()).prepareSnapshotPreBarrier(1);
            assertThat(harness.extractOutputValues()).isEmpty();
            snapshot = harness.snapshot(1, 1);
        }

        try (var restored = harness(false)) {
            restored.initializeState(snapshot);
            restored.open();
            restored.processElement2(new StreamRecord<>(pod("api", API)));
            ((AttributeOperator) restored.getOperator()).prepareSnapshotPreBarrier(2);

            assertThat(restored.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void addressOfNobodyIsGivenToAnUnknownOwnerAfterTheWait() throws Exception {
        try (var harness = harness(false)) {
            harness.setProcessingTime(0);
            harness.open();
            harness.processElement2(new StreamRecord<>(pod("web", WEB)));
            harness.processElement1(new StreamRecord<>(sighting()));

            harness.setProcessingTime(61_000);

            assertThat(harness.extractOutputValues().get(0).getKey().getServer().getKind())
                    .isEqualTo(EntityKind.ENTITY_UNKNOWN);
            assertThat(waiting(harness)).isZero();
        }
    }

    private static long waiting(TwoInputStreamOperatorTestHarness<Sighting, InventoryEvent, ObservedEdge> harness) {
        return harness.getSideOutput(Tags.TALLIES).stream()
                .map(StreamRecord::getValue)
                .filter(tally -> tally.getKind() == TallyKind.WAITING)
                .mapToLong(tally -> tally.getCount())
                .sum();
    }

    private static TwoInputStreamOperatorTestHarness<Sighting, InventoryEvent, ObservedEdge> harness(
            boolean waitForInventory) throws Exception {
        var operator = new AttributeOperator(
                IdentitySettings.defaults(waitForInventory).withLongestWait(Duration.ofSeconds(60)));
        var harness = new TwoInputStreamOperatorTestHarness<Sighting, InventoryEvent, ObservedEdge>(operator);
        harness.setup(new ProtoSerializer<>(ObservedEdge.class));
        return harness;
    }

    private static InventoryEvent pod(String workload, ByteString ip) {
        return InventoryEvent.newBuilder()
                .setKind("Pod")
                .setNamespace("shop")
                .setName(workload + "-1")
                .setUid(workload)
                .setPod(Pod.newBuilder()
                        .addIps(ip)
                        .setWorkloadKind("Deployment")
                        .setWorkloadName(workload))
                .build();
    }

    private static Sighting sighting() {
        Evidence evidence = new Evidence();
        evidence.seen(Evidence.Side.CLIENT, 1_700_000_000_000_000_000L);
        evidence.orientedBy(OrientationBasis.BASIS_TCP_SYN);
        evidence.answered();
        return Sighting.newBuilder()
                .setCluster("lab")
                .setClient(SightedEnd.newBuilder()
                        .setKind(EndpointKind.KIND_UNKNOWN)
                        .setIp(WEB))
                .setServer(SightedEnd.newBuilder()
                        .setKind(EndpointKind.KIND_UNKNOWN)
                        .setIp(API))
                .setIpProtocol(6)
                .setPort(8080)
                .setEvidence(evidence.toProto())
                .build();
    }
}
