package dev.weir.policy.recommend;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.EndpointSlice;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ExistingPolicy;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Pod;
import dev.weir.v1.QuarantineReason;
import dev.weir.v1.Service;
import dev.weir.v1.SliceEndpoint;
import dev.weir.v1.SlicePort;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A cluster and what was seen in it, as {@code in.yaml} of a scenario tells it.
 *
 * @param subjects the workloads of the cluster, in the order of the text
 */
record Scenario(List<InventoryEvent> inventory, List<ObservedEdge> edges, List<Entity> subjects) {

    static Scenario parse(String text) {
        Map<?, ?> root = map(new Load(LoadSettings.builder().build()).loadFromString(text));
        List<InventoryEvent> inventory = new ArrayList<>();
        Set<Entity> subjects = new LinkedHashSet<>();
        map(root.get("namespaces"))
                .forEach((name, labels) -> inventory.add(TestingFlows.namespace(text(name), labels(labels))));
        map(root.get("nodes"))
                .forEach((name, addresses) -> inventory.add(TestingFlows.node(text(name), texts(addresses))));
        map(root.get("workloads")).forEach((name, workload) -> {
            Entity entity = entity(text(name));
            subjects.add(entity);
            addWorkload(entity, map(workload), inventory);
        });
        if (root.get("apiServer") != null) {
            addApiServer(map(root.get("apiServer")), inventory);
        }
        for (Object policy : list(root.get("policies"))) {
            inventory.add(TestingFlows.event(
                            "NetworkPolicy",
                            text(map(policy).get("namespace")),
                            text(map(policy).get("name")))
                    .setPolicy(
                            ExistingPolicy.newBuilder().setJson(text(map(policy).get("json"))))
                    .build());
        }
        List<ObservedEdge> edges =
                list(root.get("edges")).stream().map(it -> edge(map(it))).toList();
        return new Scenario(inventory, edges, List.copyOf(subjects));
    }

    Landscape landscape() {
        return Landscape.of(inventory);
    }

    List<ObservedEdge> edgesOf(Entity subject) {
        return edges.stream()
                .filter(edge -> edge.getKey().getClient().equals(subject)
                        || edge.getKey().getServer().equals(subject))
                .toList();
    }

    private static void addWorkload(Entity entity, Map<?, ?> workload, List<InventoryEvent> inventory) {
        if (workload.get("selector") != null || workload.get("template") != null) {
            inventory.add(TestingFlows.controller(
                    entity, labels(workload.get("selector")), labels(workload.get("template"))));
        }
        for (Object item : list(workload.get("pods"))) {
            Map<?, ?> pod = map(item);
            Pod.Builder builder = Pod.newBuilder().putAllLabels(labels(pod.get("labels")));
            texts(pod.get("ips")).forEach(address -> builder.addIps(TestingFlows.bytes(address)));
            if (pod.get("node") != null) {
                builder.setNodeName(text(pod.get("node")));
            }
            builder.setHostNetwork(Boolean.TRUE.equals(pod.get("hostNetwork")));
            inventory.add(TestingFlows.pod(entity, text(pod.get("name")), builder));
        }
    }

    private static void addApiServer(Map<?, ?> apiServer, List<InventoryEvent> inventory) {
        EndpointSlice.Builder slice = EndpointSlice.newBuilder()
                .setServiceName("kubernetes")
                .addPorts(SlicePort.newBuilder()
                        .setPort(number(apiServer.get("port")))
                        .setIpProtocol(6));
        texts(apiServer.get("endpoints"))
                .forEach(
                        address -> slice.addEndpoints(SliceEndpoint.newBuilder().addIps(TestingFlows.bytes(address))));
        inventory.add(TestingFlows.event("EndpointSlice", "default", "kubernetes")
                .setEndpointSlice(slice)
                .build());
        inventory.add(TestingFlows.event("Service", "default", "kubernetes")
                .setService(Service.newBuilder().addClusterIps(TestingFlows.bytes(text(apiServer.get("service")))))
                .build());
    }

    private static ObservedEdge edge(Map<?, ?> edge) {
        String[] port = text(edge.get("port")).split(" ");
        int protocol = port[0].equals("ICMP") ? 1 : Protocol.valueOf(port[0]).number();
        List<Integer> days = texts(edge.get("days")).stream()
                .map(day -> (int) LocalDate.parse(day).toEpochDay())
                .toList();
        int pods = number(edge.get("pods"));
        List<QuarantineReason> held =
                texts(edge.get("held")).stream().map(QuarantineReason::valueOf).toList();
        return TestingFlows.edge(
                entity(text(edge.get("client"))),
                entity(text(edge.get("server"))),
                protocol,
                Integer.parseInt(port[1]),
                TestingFlows.seen(days, pods, texts(edge.get("names"))),
                held);
    }

    /** {@code namespace Kind name}, or {@code ip A}, {@code api-server A}, {@code node NAME A}, {@code local-node}. */
    private static Entity entity(String text) {
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "ip" -> TestingFlows.external(words[1]);
            case "api-server" -> TestingFlows.apiServer(words[1]);
            case "node" -> TestingFlows.node(words[1], words[2]);
            case "local-node" -> TestingFlows.localNode();
            case "fqdn" ->
                Entity.newBuilder()
                        .setKind(EntityKind.ENTITY_EXTERNAL_NAME)
                        .setName(words[1])
                        .build();
            default -> TestingFlows.workload(words[0], words[1], words[2]);
        };
    }

    private static Map<String, String> labels(@Nullable Object value) {
        Map<String, String> labels = new TreeMap<>();
        map(value).forEach((key, label) -> labels.put(text(key), text(label)));
        return labels;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<?, ?>) value;
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(Scenario::text).toList();
    }

    private static int number(@Nullable Object value) {
        return value == null ? 0 : (int) value;
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }
}
