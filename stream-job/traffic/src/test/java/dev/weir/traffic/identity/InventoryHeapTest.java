package dev.weir.traffic.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.traffic.Flows;
import dev.weir.v1.ContainerPort;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Pod;
import java.lang.ref.Reference;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A hundred thousand pods of 2,500 workloads on 1,000 nodes, as the API tells them. */
class InventoryHeapTest {
    private static final int PODS = 100_000;
    private static final long MIB = 1 << 20;

    @Test
    void aHundredThousandPodsTakeAtMost64MiB() {
        long before = usedHeap();

        Inventory inventory = new Inventory(5_000_000_000L);
        for (int i = 0; i < PODS; i++) {
            inventory.apply(parsed(pod(i)));
        }

        long taken = usedHeap() - before;
        assertThat(inventory.podCount()).isEqualTo(PODS);
        Reference.reachabilityFence(inventory);
        System.out.println("100,000 pods take " + taken / MIB + " MiB");
        assertThat(taken).isLessThan(64 * MIB);
    }

    /** As from Kafka: nothing is shared with another event. */
    private static InventoryEvent parsed(InventoryEvent event) {
        try {
            return InventoryEvent.parseFrom(event.toByteArray());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was written cannot be read", e);
        }
    }

    private static InventoryEvent pod(int i) {
        String workload = "workload-number-" + i % 2_500;
        long from = Flows.NOON_NS + i * 1_000_000_000L;
        return InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setCluster("production")
                .setKind("Pod")
                .setNamespace("namespace-" + i % 250)
                .setName(workload + "-7d4f8b6c9d-" + Integer.toString(i + 100_000, 36))
                .setUid(new UUID(i * 0x9e3779b97f4a7c15L & ~0xf000L | 0x4000L, i | Long.MIN_VALUE).toString())
                .setResourceVersion("12345678")
                .setValidFromNs(from)
                .setPod(Pod.newBuilder()
                        .putLabels("app.kubernetes.io/name", workload)
                        .putLabels("app.kubernetes.io/instance", "production")
                        .putLabels("pod-template-hash", "7d4f8b6c9d")
                        .addIps(ByteString.copyFrom(new byte[] {10, (byte) (i >>> 16), (byte) (i >>> 8), (byte) i}))
                        .setNodeName("node-" + i % 1_000 + ".production.example")
                        .setHostIp(ByteString.copyFrom(new byte[] {(byte) 172, 16, (byte) (i % 1_000 >>> 8), (byte) i}))
                        .setPhase("Running")
                        .setServiceAccount("default")
                        .setWorkloadKind("Deployment")
                        .setWorkloadName(workload)
                        .addPorts(ContainerPort.newBuilder().setPort(8080).setIpProtocol(6))
                        .setStartedNs(from)
                        .setRunningByNs(from + 2_000_000_000L))
                .build();
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
