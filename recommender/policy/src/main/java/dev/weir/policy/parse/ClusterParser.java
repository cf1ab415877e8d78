package dev.weir.policy.parse;

import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Pod;
import dev.weir.policy.parse.SnapshotPart.ControllerPart;
import dev.weir.policy.parse.SnapshotPart.PodPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a snapshot of a cluster as {@code kubectl get namespaces,nodes,pods -A -o yaml} prints it. Only what policies
 * can see is looked at, and the controllers that pods belong to; objects of other kinds are skipped, because no policy
 * selects them.
 */
public final class ClusterParser {

    private static final Set<String> COMPLETED = Set.of("Succeeded", "Failed");

    private final Report report = new Report();
    private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
    private final Map<String, PodPart> pods = new LinkedHashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, ControllerPart> controllers = new LinkedHashMap<>();

    private ClusterParser() {}

    /** Reads every Namespace, Pod and Node of a text. */
    public static Parsed<Cluster> parse(String text) {
        ClusterParser parser = read(text);
        return parser.report.conclude(new Cluster(
                List.copyOf(parser.namespaces.values()),
                parser.pods.values().stream().map(PodPart::pod).toList(),
                List.copyOf(parser.nodes.values())));
    }

    /** Reads the same, and who owns the pods. */
    public static Parsed<SnapshotPart> parsePart(String text) {
        ClusterParser parser = read(text);
        return parser.report.conclude(new SnapshotPart(
                Set.copyOf(parser.namespaces.values()),
                Set.copyOf(parser.nodes.values()),
                Set.copyOf(parser.pods.values()),
                Set.copyOf(parser.controllers.values())));
    }

    private static ClusterParser read(String text) {
        ClusterParser parser = new ClusterParser();
        new Documents(parser.report).forEach(text, parser::read);
        return parser;
    }

    private void read(KubernetesObject object) {
        if (object.is("v1", "Namespace")) {
            Metadata metadata = Metadata.clusterWide(object, report);
            keep(namespaces, metadata.name(), new Namespace(metadata.name(), metadata.labels()), object);
        } else if (object.is("v1", "Node")) {
            Metadata metadata = Metadata.clusterWide(object, report);
            keep(nodes, metadata.name(), node(metadata, object), object);
        } else if (object.is("v1", "Pod")) {
            Metadata metadata = Metadata.namespaced(object, report);
            keep(pods, metadata.namespace() + "/" + metadata.name(), pod(metadata, object), object);
        } else if (ControllerReader.reads(object)) {
            Metadata metadata = Metadata.namespaced(object, report);
            String name = object.kind() + " " + metadata.namespace() + "/" + metadata.name();
            keep(controllers, name, ControllerReader.read(metadata, object), object);
        }
    }

    private static <T> void keep(Map<String, T> objects, String name, T value, KubernetesObject object) {
        if (objects.putIfAbsent(name, value) != null) {
            object.fields().owner().reject("is there twice", "a snapshot shows each object once");
        }
    }

    private static Node node(Metadata metadata, KubernetesObject object) {
        List<IpAddress> addresses =
                open(object, "status").map(status -> status.items("addresses")).orElse(List.of()).stream()
                        .map(item -> item.fields().text("address"))
                        // Host names stand in the same list.
                        .flatMap(address -> address.flatMap(IpAddress::parse).stream())
                        .distinct()
                        .toList();
        return new Node(metadata.name(), metadata.labels(), addresses);
    }

    private static PodPart pod(Metadata metadata, KubernetesObject object) {
        Optional<Fields> spec = open(object, "spec");
        Optional<Fields> status = open(object, "status");
        Pod pod = new Pod(
                metadata.namespace(),
                metadata.name(),
                metadata.labels(),
                status.map(ClusterParser::addresses).orElse(List.of()),
                spec.map(ContainerPorts::named).orElse(List.of()),
                spec.map(ClusterParser::isOnHostNetwork).orElse(false),
                spec.flatMap(it -> it.text("nodeName")).filter(name -> !name.isEmpty()),
                status.flatMap(it -> it.text("phase"))
                        .filter(COMPLETED::contains)
                        .isPresent());
        return new PodPart(
                pod,
                ControllerReader.owner(object),
                spec.map(ContainerPorts::declared).orElse(List.of()));
    }

    static boolean isOnHostNetwork(Fields podSpec) {
        return podSpec.get("hostNetwork").flatMap(Field::truth).orElse(false);
    }

    private static Optional<Fields> open(KubernetesObject object, String section) {
        return object.fields().get(section).map(Field::fields);
    }

    /** {@code podIPs}, or {@code podIP} where only that is there. */
    private static List<IpAddress> addresses(Fields status) {
        List<Field> several = status.items("podIPs").stream()
                .flatMap(item -> item.fields().get("ip").stream())
                .toList();
        Stream<Field> fields = several.isEmpty() ? status.get("podIP").stream() : several.stream();
        return fields.flatMap(field -> address(field).stream()).distinct().toList();
    }

    private static Optional<IpAddress> address(Field field) {
        Optional<String> text = field.text().filter(it -> !it.isEmpty());
        Optional<IpAddress> address = text.flatMap(IpAddress::parse);
        if (text.isPresent() && address.isEmpty()) {
            field.reject("is no IP address", "");
        }
        return address;
    }
}
