package dev.weir.microbench;

import com.google.protobuf.ByteString;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.EndpointSlice;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Selector;
import dev.weir.v1.Service;
import dev.weir.v1.SliceEndpoint;
import dev.weir.v1.SlicePort;
import dev.weir.v1.Workload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A cluster as its inventory and its observed edges tell it. Every workload asks the name server; some call the API
 * server and addresses outside; one scrapes a fifth of all; the rest calls its own namespace or, three times in ten,
 * another, where few are called by many. Every tenth workload has no selector of its own, as a CronJob.
 *
 * @param subjects all workloads
 */
record Estate(List<InventoryEvent> inventory, List<ObservedEdge> edges, List<Entity> subjects) {

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int FIRST_POD = 0x0A00_0001;
    private static final int FIRST_NODE = 0xC0A8_0001;
    private static final int FIRST_OUTSIDE = 0xCB00_7100;
    private static final int API_SERVER = 0xC0A8_FF01;

    private static final int WORKLOADS_PER_NAMESPACE = 100;
    private static final int PODS_PER_NODE = 100;
    private static final int OUTSIDE = 2_000;
    private static final int[] PORTS = {80, 443, 5432, 6379, 8080, 8443, 9092, 9200};

    /**
     * @param edges at least two a workload
     */
    static Estate of(int workloads, int podsPerWorkload, int edges) {
        return new Builder(workloads, podsPerWorkload).build(edges);
    }

    /** The edges that each subject is an end of. */
    Map<Entity, List<ObservedEdge>> bySubject() {
        Map<Entity, List<ObservedEdge>> bySubject = new LinkedHashMap<>();
        subjects.forEach(subject -> bySubject.put(subject, new ArrayList<>()));
        for (ObservedEdge edge : edges) {
            Entity client = edge.getKey().getClient();
            Entity server = edge.getKey().getServer();
            bySubject.computeIfPresent(client, (subject, of) -> with(of, edge));
            if (!server.equals(client)) {
                bySubject.computeIfPresent(server, (subject, of) -> with(of, edge));
            }
        }
        return bySubject;
    }

    private static List<ObservedEdge> with(List<ObservedEdge> edges, ObservedEdge edge) {
        edges.add(edge);
        return edges;
    }

    private static final class Builder {

        private final Random random = new Random(1);
        private final int workloads;
        private final int podsPerWorkload;
        private final List<InventoryEvent> inventory = new ArrayList<>();
        private final List<Entity> subjects = new ArrayList<>();
        private final Map<Entity, Integer> numbers = new HashMap<>();
        private final Map<EdgeKey, ObservedEdge> edges = new LinkedHashMap<>();

        Builder(int workloads, int podsPerWorkload) {
            this.workloads = workloads;
            this.podsPerWorkload = podsPerWorkload;
        }

        Estate build(int edgeCount) {
            int namespaces = Math.max(1, workloads / WORKLOADS_PER_NAMESPACE);
            addNamespace("kube-system");
            for (int i = 0; i < namespaces; i++) {
                addNamespace("team-" + i);
            }
            for (int i = 0; i <= workloads * podsPerWorkload / PODS_PER_NODE; i++) {
                addNode(i);
            }
            addApiServer();
            addWorkload("kube-system", "Deployment", "coredns", 0);
            for (int i = 1; i < workloads; i++) {
                addWorkload("team-" + i % namespaces, i % 10 == 0 ? "CronJob" : "Deployment", "app-" + i, i);
            }
            subjects.forEach(it -> addEdge(it, subjects.get(0), UDP, 53));
            for (int i = 1; i < workloads; i += 5) {
                addEdge(subjects.get(workloads / 2), subjects.get(i), TCP, 9090);
            }
            while (edges.size() < edgeCount) {
                addEdge(subjects.get(random.nextInt(workloads)));
            }
            return new Estate(List.copyOf(inventory), List.copyOf(edges.values()), List.copyOf(subjects));
        }

        private void addEdge(Entity client) {
            int kind = random.nextInt(100);
            if (kind < 8) {
                addEdge(client, address(EntityKind.ENTITY_EXTERNAL_IP, FIRST_OUTSIDE + skewed(OUTSIDE)), TCP, 443);
            } else if (kind < 10) {
                addEdge(client, address(EntityKind.ENTITY_API_SERVER, API_SERVER), TCP, 6443);
            } else {
                int server = kind < 40 ? skewed(workloads) : near(client);
                addEdge(client, subjects.get(server), TCP, PORTS[server % PORTS.length]);
            }
        }

        /** Somebody of the same namespace: workloads go round the namespaces. */
        private int near(Entity client) {
            int namespaces = Math.max(1, workloads / WORKLOADS_PER_NAMESPACE);
            int own = numbers.getOrDefault(client, 0);
            int others = (workloads - 1) / namespaces;
            return Math.min(workloads - 1, own % namespaces + namespaces * skewed(others));
        }

        /** Small numbers more often: the chance falls with the square root. */
        private int skewed(int bound) {
            double uniform = random.nextDouble();
            return (int) (bound * uniform * uniform);
        }

        private void addEdge(Entity client, Entity server, int protocol, int port) {
            EdgeKey key = EdgeKey.newBuilder()
                    .setCluster("bench")
                    .setClient(client)
                    .setServer(server)
                    .setIpProtocol(protocol)
                    .setPort(port)
                    .build();
            int first = 20_000 + edges.size() % 7;
            EdgeEvidence.Builder evidence =
                    EdgeEvidence.newBuilder().setFirstNs(first * DAY_NS + 1).setLastNs((first + 9) * DAY_NS + 1);
            for (int day = first; day < first + 10; day++) {
                evidence.addDays(day);
            }
            for (int pod = 0; pod < podsPerWorkload; pod++) {
                evidence.addClientPods(edges.size() * 31L + pod);
            }
            edges.putIfAbsent(
                    key,
                    ObservedEdge.newBuilder()
                            .setSchemaVersion(1)
                            .setKey(key)
                            .setEvidence(evidence)
                            .setAdmission(Admission.ACCEPTED)
                            .build());
        }

        private void addNamespace(String name) {
            inventory.add(event("Namespace", "", name)
                    .setNamespaceObject(dev.weir.v1.Namespace.newBuilder()
                            .putLabels("kubernetes.io/metadata.name", name)
                            .putLabels("team", name))
                    .build());
        }

        private void addNode(int number) {
            inventory.add(event("Node", "", "node-" + number)
                    .setNode(dev.weir.v1.Node.newBuilder().addIps(bytes(FIRST_NODE + number)))
                    .build());
        }

        private void addApiServer() {
            inventory.add(event("EndpointSlice", "default", "kubernetes")
                    .setEndpointSlice(EndpointSlice.newBuilder()
                            .setServiceName("kubernetes")
                            .addPorts(SlicePort.newBuilder().setPort(6443).setIpProtocol(TCP))
                            .addEndpoints(SliceEndpoint.newBuilder().addIps(bytes(API_SERVER)))
                            .addEndpoints(SliceEndpoint.newBuilder().addIps(bytes(API_SERVER + 1))))
                    .build());
            inventory.add(event("Service", "default", "kubernetes")
                    .setService(Service.newBuilder().addClusterIps(bytes(0x0A60_0001)))
                    .build());
        }

        private void addWorkload(String namespace, String kind, String name, int number) {
            Entity entity = Entity.newBuilder()
                    .setKind(EntityKind.ENTITY_WORKLOAD)
                    .setNamespace(namespace)
                    .setWorkloadKind(kind)
                    .setName(name)
                    .build();
            numbers.put(entity, subjects.size());
            subjects.add(entity);
            Map<String, String> labels = Map.of("app", name, "tier", "tier-" + number % 3, "part-of", namespace);
            Workload.Builder workload =
                    Workload.newBuilder().setWorkloadKind(kind).putAllTemplateLabels(labels);
            if (kind.equals("Deployment")) {
                workload.setSelector(Selector.newBuilder().putMatchLabels("app", name));
            }
            inventory.add(
                    event("Workload", namespace, name).setWorkload(workload).build());
            for (int i = 0; i < podsPerWorkload; i++) {
                int pod = number * podsPerWorkload + i;
                inventory.add(event("Pod", namespace, name + "-" + i)
                        .setUid("pod-" + pod)
                        .setPod(dev.weir.v1.Pod.newBuilder()
                                .putAllLabels(labels)
                                .putLabels("pod-template-hash", "5f6c" + number)
                                .addIps(bytes(FIRST_POD + pod))
                                .setNodeName("node-" + pod / PODS_PER_NODE)
                                .setHostIp(bytes(FIRST_NODE + pod / PODS_PER_NODE))
                                .setPhase("Running")
                                .setWorkloadKind(kind)
                                .setWorkloadName(name))
                        .build());
            }
        }

        private static InventoryEvent.Builder event(String kind, String namespace, String name) {
            return InventoryEvent.newBuilder()
                    .setSchemaVersion(1)
                    .setCluster("bench")
                    .setKind(kind)
                    .setNamespace(namespace)
                    .setName(name);
        }

        private static Entity address(EntityKind kind, int address) {
            return Entity.newBuilder().setKind(kind).setIp(bytes(address)).build();
        }

        private static ByteString bytes(int address) {
            return ByteString.copyFrom(
                    ByteBuffer.allocate(Integer.BYTES).putInt(address).array());
        }
    }
}
