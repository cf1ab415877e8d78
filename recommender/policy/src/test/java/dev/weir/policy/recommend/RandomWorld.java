package dev.weir.policy.recommend;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.EndpointSlice;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Pod;
import dev.weir.v1.QuarantineReason;
import dev.weir.v1.Service;
import dev.weir.v1.SliceEndpoint;
import dev.weir.v1.SlicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A small cluster in which much can go wrong: workloads that share labels, with and without pods and selectors, in two
 * namespaces, on nodes that talk to them, and outside addresses of which one is a pod's.
 */
public record RandomWorld(List<InventoryEvent> inventory, List<ObservedEdge> edges, List<Entity> subjects) {

    private static final List<String> NAMESPACES = List.of("red", "blue");
    private static final List<String> KINDS = List.of("Deployment", "StatefulSet", "Job", "Labels");
    private static final List<Integer> PORTS = List.of(53, 80, 81, 82, 83, 443, 5353, 6443);
    private static final List<String> OUTSIDE =
            List.of("203.0.113.1", "203.0.113.2", "2001:db8::1", "192.168.0.1", "192.168.0.2", "10.0.0.1");

    public static RandomWorld of(Random random) {
        List<InventoryEvent> inventory = new ArrayList<>();
        List<Entity> subjects = new ArrayList<>();
        NAMESPACES.forEach(name -> inventory.add(TestingFlows.namespace(name, Map.of("team", name))));
        inventory.add(TestingFlows.node("node-1", List.of("192.168.0.1")));
        inventory.add(TestingFlows.node("node-2", List.of("192.168.0.2")));
        addApiServer(inventory);
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Entity entity = TestingFlows.workload(pick(NAMESPACES, random), pick(KINDS, random), "w" + i);
            subjects.add(entity);
            addWorkload(entity, i, inventory, random);
        }
        List<ObservedEdge> edges = new ArrayList<>();
        int edgeCount = random.nextInt(14);
        for (int i = 0; i < edgeCount; i++) {
            edges.add(edge(subjects, random));
        }
        return new RandomWorld(inventory, edges, subjects);
    }

    public Landscape landscape() {
        return Landscape.of(inventory);
    }

    public List<ObservedEdge> edgesOf(Entity subject) {
        return edges.stream()
                .filter(edge -> edge.getKey().getClient().equals(subject)
                        || edge.getKey().getServer().equals(subject))
                .toList();
    }

    private static void addApiServer(List<InventoryEvent> inventory) {
        EndpointSlice.Builder slice = EndpointSlice.newBuilder()
                .setServiceName("kubernetes")
                .addPorts(SlicePort.newBuilder().setPort(6443).setIpProtocol(6));
        List.of("192.168.0.1", "192.168.9.9")
                .forEach(
                        address -> slice.addEndpoints(SliceEndpoint.newBuilder().addIps(TestingFlows.bytes(address))));
        inventory.add(TestingFlows.event("EndpointSlice", "default", "kubernetes")
                .setEndpointSlice(slice)
                .build());
        inventory.add(TestingFlows.event("Service", "default", "kubernetes")
                .setService(Service.newBuilder().addClusterIps(TestingFlows.bytes("10.96.0.1")))
                .build());
    }

    private static void addWorkload(Entity entity, int number, List<InventoryEvent> inventory, Random random) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(random.nextInt(4) == 0 ? "tier" : "app", pick(List.of("x", "y"), random));
        if (random.nextBoolean()) {
            labels.put("version", pick(List.of("v1", "1.10"), random));
        }
        boolean own = entity.getWorkloadKind().endsWith("t") && random.nextBoolean();
        inventory.add(
                TestingFlows.controller(entity, own ? Map.of(firstKey(labels), first(labels)) : Map.of(), labels));
        int pods = random.nextInt(4);
        for (int i = 0; i < pods; i++) {
            Pod.Builder pod = Pod.newBuilder()
                    .putAllLabels(labels)
                    .addIps(TestingFlows.bytes("10.0." + number + "." + (i + 1)))
                    .setNodeName(pick(List.of("node-1", "node-2"), random));
            if (random.nextInt(3) == 0) {
                pod.putLabels("track", "canary");
            }
            if (random.nextInt(3) == 0) {
                pod.addIps(TestingFlows.bytes("fd00::" + number + ":" + (i + 1)));
            }
            inventory.add(TestingFlows.pod(entity, entity.getName() + "-" + i, pod));
        }
    }

    private static String firstKey(Map<String, String> labels) {
        return labels.keySet().iterator().next();
    }

    private static String first(Map<String, String> labels) {
        return labels.values().iterator().next();
    }

    private static ObservedEdge edge(List<Entity> subjects, Random random) {
        Entity subject = pick(subjects, random);
        Entity other = other(subjects, random);
        boolean client = random.nextBoolean();
        Protocol protocol = pick(List.of(Protocol.TCP, Protocol.TCP, Protocol.UDP, Protocol.SCTP), random);
        List<QuarantineReason> held = random.nextInt(5) == 0 ? List.of(QuarantineReason.UNANSWERED) : List.of();
        List<Integer> days = List.of(20_000 + random.nextInt(3), 20_003 + random.nextInt(3));
        return TestingFlows.edge(
                client ? subject : other,
                client ? other : subject,
                protocol.number(),
                pick(PORTS, random),
                TestingFlows.seen(days, random.nextInt(3), List.of()),
                held);
    }

    private static Entity other(List<Entity> subjects, Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> TestingFlows.external(pick(OUTSIDE, random));
            case 2 -> TestingFlows.apiServer(pick(List.of("192.168.0.1", "10.96.0.1"), random));
            case 3 -> TestingFlows.node("node-2", "192.168.0.2");
            case 4 -> TestingFlows.localNode();
            default -> pick(subjects, random);
        };
    }

    private static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
