package dev.weir.policy.recommend;

import com.google.protobuf.ByteString;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Namespace;
import dev.weir.v1.Node;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Pod;
import dev.weir.v1.QuarantineReason;
import dev.weir.v1.Selector;
import dev.weir.v1.Workload;
import inet.ipaddr.IPAddressString;
import java.util.List;
import java.util.Map;

/** Edges and inventory events for tests, short to write. */
public final class TestingFlows {

    private static final long DAY_NS = 86_400_000_000_000L;

    private TestingFlows() {}

    public static Entity workload(String namespace, String kind, String name) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_WORKLOAD)
                .setNamespace(namespace)
                .setWorkloadKind(kind)
                .setName(name)
                .build();
    }

    public static Entity external(String address) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_EXTERNAL_IP)
                .setIp(bytes(address))
                .build();
    }

    public static Entity apiServer(String address) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_API_SERVER)
                .setIp(bytes(address))
                .build();
    }

    public static Entity node(String name, String address) {
        return Entity.newBuilder()
                .setKind(EntityKind.ENTITY_NODE)
                .setName(name)
                .setIp(bytes(address))
                .build();
    }

    public static Entity localNode() {
        return Entity.newBuilder().setKind(EntityKind.ENTITY_LOCAL_NODE).build();
    }

    public static ObservedEdge edge(Entity client, Entity server, Protocol protocol, int port) {
        return edge(client, server, protocol.number(), port, EdgeEvidence.getDefaultInstance(), List.of());
    }

    public static ObservedEdge edge(
            Entity client,
            Entity server,
            int protocol,
            int port,
            EdgeEvidence evidence,
            List<QuarantineReason> reasons) {
        return ObservedEdge.newBuilder()
                .setSchemaVersion(1)
                .setKey(EdgeKey.newBuilder()
                        .setCluster("test")
                        .setClient(client)
                        .setServer(server)
                        .setIpProtocol(protocol)
                        .setPort(port))
                .setEvidence(evidence)
                .setAdmission(reasons.isEmpty() ? Admission.ACCEPTED : Admission.QUARANTINED)
                .addAllReasons(reasons)
                .build();
    }

    /** @param days since the epoch, sorted */
    public static EdgeEvidence seen(List<Integer> days, int clientPods, List<String> names) {
        EdgeEvidence.Builder evidence =
                EdgeEvidence.newBuilder().addAllDays(days).addAllFqdns(names);
        if (!days.isEmpty()) {
            evidence.setFirstNs(days.get(0) * DAY_NS + 1).setLastNs(days.get(days.size() - 1) * DAY_NS + 2);
        }
        for (int i = 1; i <= clientPods; i++) {
            evidence.addClientPods(i);
        }
        return evidence.build();
    }

    public static InventoryEvent namespace(String name, Map<String, String> labels) {
        return event("Namespace", "", name)
                .setNamespaceObject(Namespace.newBuilder().putAllLabels(labels))
                .build();
    }

    public static InventoryEvent node(String name, List<String> addresses) {
        return event("Node", "", name)
                .setNode(Node.newBuilder()
                        .addAllIps(addresses.stream().map(TestingFlows::bytes).toList()))
                .build();
    }

    /** @param selector empty for a workload without one */
    public static InventoryEvent controller(Entity entity, Map<String, String> selector, Map<String, String> template) {
        Workload.Builder workload =
                Workload.newBuilder().setWorkloadKind(entity.getWorkloadKind()).putAllTemplateLabels(template);
        if (!selector.isEmpty()) {
            workload.setSelector(Selector.newBuilder().putAllMatchLabels(selector));
        }
        return event("Workload", entity.getNamespace(), entity.getName())
                .setWorkload(workload)
                .build();
    }

    public static InventoryEvent pod(Entity owner, String name, Pod.Builder pod) {
        return event("Pod", owner.getNamespace(), name)
                .setUid(owner.getNamespace() + "/" + name)
                .setPod(pod.setPhase("Running")
                        .setWorkloadKind(owner.getWorkloadKind())
                        .setWorkloadName(owner.getName()))
                .build();
    }

    public static InventoryEvent.Builder event(String kind, String namespace, String name) {
        return InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setCluster("test")
                .setKind(kind)
                .setNamespace(namespace)
                .setName(name);
    }

    public static ByteString bytes(String address) {
        return ByteString.copyFrom(new IPAddressString(address).getAddress().getBytes());
    }
}
