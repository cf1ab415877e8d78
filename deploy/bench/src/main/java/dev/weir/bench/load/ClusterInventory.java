package dev.weir.bench.load;

import com.google.protobuf.ByteString;
import dev.weir.bench.flows.Flow.Pod;
import dev.weir.v1.ContainerPort;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.OwnerRef;
import dev.weir.v1.Selector;
import dev.weir.v1.SnapshotComplete;
import dev.weir.v1.Workload;
import java.util.Map;
import java.util.function.Consumer;

/** What the API of the made-up cluster says: without it, an exporter that knows addresses only would name nobody. */
final class ClusterInventory {
    private static final String CLUSTER = "bench";
    private static final int TCP = 6;

    private final Consumer<InventoryEvent> events;
    private long objects;

    ClusterInventory(Consumer<InventoryEvent> events) {
        this.events = events;
    }

    /** All pods and their Deployments, then the word that this was all. */
    void write(Dataset dataset) {
        int ports = dataset.portsPerWorkload();
        for (int workload = 0; workload < dataset.workloads(); workload++) {
            deployment(new Pod(workload, 0), ports);
            for (int replica = 0; replica < dataset.replicas(); replica++) {
                pod(new Pod(workload, replica), ports);
            }
        }
        events.accept(InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setCluster(CLUSTER)
                .setKind("Snapshot")
                .setSnapshotComplete(SnapshotComplete.newBuilder().setObjects(objects))
                .build());
    }

    private void deployment(Pod pod, int ports) {
        Workload.Builder workload = Workload.newBuilder()
                .setWorkloadKind("Deployment")
                .setSelector(Selector.newBuilder().putAllMatchLabels(labels(pod)))
                .putAllTemplateLabels(labels(pod));
        for (int i = 0; i < ports; i++) {
            workload.addPorts(port(i));
        }
        event("Workload", pod.namespace(), pod.app(), builder -> builder.setWorkload(workload));
    }

    private void pod(Pod pod, int ports) {
        dev.weir.v1.Pod.Builder object = dev.weir.v1.Pod.newBuilder()
                .putAllLabels(labels(pod))
                .addIps(ByteString.copyFrom(pod.ip()))
                .setNodeName(pod.node())
                .setPhase("Running")
                .addOwners(OwnerRef.newBuilder()
                        .setKind("Deployment")
                        .setName(pod.app())
                        .setController(true))
                .setWorkloadKind("Deployment")
                .setWorkloadName(pod.app());
        for (int i = 0; i < ports; i++) {
            object.addPorts(port(i));
        }
        event("Pod", pod.namespace(), pod.name(), builder -> builder.setPod(object));
    }

    private void event(String kind, String namespace, String name, Consumer<InventoryEvent.Builder> body) {
        InventoryEvent.Builder event = InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setCluster(CLUSTER)
                .setKind(kind)
                .setNamespace(namespace)
                .setName(name)
                .setUid(kind + "/" + namespace + "/" + name)
                .setResourceVersion("1");
        body.accept(event);
        objects++;
        events.accept(event.build());
    }

    private static Map<String, String> labels(Pod pod) {
        return Map.of("app.kubernetes.io/name", pod.app());
    }

    private static ContainerPort port(int ordinal) {
        return ContainerPort.newBuilder()
                .setName("port-" + ordinal)
                .setPort(8_000 + ordinal)
                .setIpProtocol(TCP)
                .build();
    }
}
