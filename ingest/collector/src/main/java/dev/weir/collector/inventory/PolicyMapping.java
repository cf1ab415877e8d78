package dev.weir.collector.inventory;

import dev.weir.v1.ExistingPolicy;
import dev.weir.v1.InventoryEvent;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A policy that stands in the cluster, kept as JSON with its keys sorted, so that one policy always gives one text. Left
 * out are the status and what the server books (managed fields); annotations never pass.
 */
final class PolicyMapping {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private PolicyMapping() {}

    /** @param kind what the policy is: the items of a list do not say it themselves */
    static void into(InventoryEvent.Builder event, ObservedKind kind, GenericKubernetesResource policy) {
        String apiVersion = Absent.or(policy.getApiVersion(), kind.apiVersion());
        Map<String, Object> text = new LinkedHashMap<>(policy.getAdditionalProperties());
        text.remove("status");
        text.put("apiVersion", apiVersion);
        text.put("kind", kind.kind());
        text.put("metadata", metadata(event, policy));
        event.setPolicy(ExistingPolicy.newBuilder().setApiVersion(apiVersion).setJson(JSON.writeValueAsString(text)));
    }

    /** The kind that the policy's text names. */
    static String kind(ExistingPolicy policy) {
        return JSON.readTree(policy.getJson()).path("kind").stringValue("");
    }

    private static Map<String, Object> metadata(InventoryEvent.Builder event, GenericKubernetesResource policy) {
        Map<String, Object> metadata = new TreeMap<>();
        metadata.put("name", event.getName());
        if (!event.getNamespace().isEmpty()) {
            metadata.put("namespace", event.getNamespace());
        }
        Map<String, String> labels = Absent.orNone(policy.getMetadata().getLabels());
        if (!labels.isEmpty()) {
            metadata.put("labels", labels);
        }
        String uid = Absent.orEmpty(policy.getMetadata().getUid());
        if (!uid.isEmpty()) {
            metadata.put("uid", uid);
        }
        return metadata;
    }
}
