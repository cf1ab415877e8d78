package dev.weir.collector.inventory;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields that an inventory is read from. An export has these alone: environment variables, arguments, annotations and
 * messages of containers may hold secrets, and a snapshot is passed on. Nor is anything else of a file looked at: what is
 * broken there does not matter here.
 */
final class InventoryFields {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> METADATA = List.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "deletionTimestamp",
            "labels",
            "ownerReferences");
    private static final List<String> POD = List.of(
            "nodeName",
            "hostNetwork",
            "serviceAccountName",
            "serviceAccount",
            "containers.name",
            "containers.ports",
            "initContainers.name",
            "initContainers.ports",
            "initContainers.restartPolicy");
    private static final List<String> CONTROLLER = List.of("selector", "replicas", "parallelism");
    private static final List<String> SERVICE =
            List.of("type", "clusterIP", "clusterIPs", "externalIPs", "externalName", "ports");
    private static final List<String> STATUS = List.of(
            "phase",
            "hostIP",
            "podIP",
            "podIPs",
            "startTime",
            "conditions.type",
            "conditions.lastTransitionTime",
            "containerStatuses.name",
            "containerStatuses.state.terminated.finishedAt",
            "desiredNumberScheduled",
            "loadBalancer.ingress.ip",
            "addresses");

    private static final Set<String> KEPT = Stream.of(
                    Stream.of("apiVersion", "kind", "addressType", "endpoints", "ports", "subsets"),
                    under("metadata", METADATA),
                    under("spec", POD),
                    under("spec", CONTROLLER),
                    under("spec", SERVICE),
                    Stream.of(
                            "webhooks.clientConfig.service",
                            "spec.service",
                            "spec.conversion.webhook.clientConfig.service"),
                    Stream.of("spec.podCIDR", "spec.podCIDRs", "spec.template.metadata.labels"),
                    under("spec.template.spec", POD),
                    under("spec.jobTemplate.spec", CONTROLLER),
                    Stream.of("spec.jobTemplate.spec.template.metadata.labels"),
                    under("spec.jobTemplate.spec.template.spec", POD),
                    under("status", STATUS))
            .flatMap(paths -> paths)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> ABOVE = above();

    private InventoryFields() {}

    /** The object with these fields alone; policies keep all of their specification. */
    static ObjectNode of(ObservedKind kind, ObjectNode object) {
        ObjectNode kept = NODES.objectNode();
        kept.put("apiVersion", object.path("apiVersion").stringValue(kind.apiVersion()));
        kept.put("kind", kind.kind());
        object.forEachEntry((field, value) -> {
            boolean whole = kind.isPolicy() && !field.equals("metadata") && !field.equals("status");
            JsonNode rest = whole ? value : prune(field, value);
            if (rest != null && !kept.has(field)) {
                kept.set(field, rest);
            }
        });
        return kept;
    }

    private static @Nullable JsonNode prune(String path, JsonNode value) {
        if (KEPT.contains(path)) {
            return value;
        }
        if (!ABOVE.contains(path)) {
            return null;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode kept = NODES.arrayNode(list.size());
            for (JsonNode item : list) {
                kept.add(prune(path, item));
            }
            return kept;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode kept = NODES.objectNode();
            object.forEachEntry((name, inner) -> {
                JsonNode rest = prune(path + "." + name, inner);
                if (rest != null) {
                    kept.set(name, rest);
                }
            });
            return kept;
        }
        return value;
    }

    private static Stream<String> under(String path, List<String> fields) {
        return fields.stream().map(field -> path + "." + field);
    }

    private static Set<String> above() {
        Set<String> above = new TreeSet<>();
        for (String path : KEPT) {
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                above.add(path.substring(0, dot));
            }
        }
        return above;
    }
}
