package dev.weir.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.traffic.identity.Inventory;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Node;
import dev.weir.v1.Pod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryPartsTest {
    @Test
    void theSharesOfAllInstancesAreTheWholeInventory() throws IOException {
        Inventory inventory = new Inventory(0);
        List<InventoryEvent> events = new ArrayList<>();
        events.add(InventoryEvent.newBuilder()
                .setKind("Node")
                .setName("node-1")
                .setNode(Node.newBuilder().addPodCidrs("10.0.0.0/8"))
                .build());
        for (int i = 0; i < 20_000; i++) {
            events.add(pod(i));
        }
        events.forEach(inventory::apply);

        List<InventoryEvent> read = new ArrayList<>();
        for (int instance = 0; instance < 3; instance++) {
            for (byte[] part : InventoryParts.write(inventory, instance, 3)) {
                InventoryParts.read(part, read::add);
            }
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(events);
    }

    private static InventoryEvent pod(int i) {
        return InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setKind("Pod")
                .setNamespace("shop")
                .setName("web-" + i)
                .setUid("00000000-0000-4000-8000-%012d".formatted(i))
                .setValidFromNs(1_700_000_000_000_000_000L + i)
                .setPod(Pod.newBuilder()
                        .putLabels("app", "web")
                        .addIps(ByteString.copyFrom(new byte[] {10, 1, (byte) (i >>> 8), (byte) i}))
                        .setNodeName("node-1")
                        .setWorkloadKind("Deployment")
                        .setWorkloadName("web")
                        .setStartedNs(1)
                        .setRunningByNs(2)
                        .setStoppedNs(3))
                .build();
    }
}
