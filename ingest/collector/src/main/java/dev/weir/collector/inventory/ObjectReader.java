package dev.weir.collector.inventory;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * From a tree to fabric8's model. As the API server does, it takes no number for a text: an unquoted label {@code 1.10} is
 * the number 1.1 by the time that it is read, and no label that a pod has.
 */
final class ObjectReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withCoercionConfig(
                    LogicalType.Textual, texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private ObjectReader() {}

    /** The object; or nothing, and a remark. */
    static Optional<HasMetadata> read(ObservedKind kind, ObjectNode whole, Remarks remarks) {
        ObjectNode tree = InventoryFields.of(kind, whole);
        try {
            return Optional.of(JSON.treeToValue(tree, kind.model()));
        } catch (JacksonException e) {
            String path = path(e);
            remarks.add(path, value(tree, e), "is not what the API has here; the object is left out", hint(tree, e));
            return Optional.empty();
        }
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
                continue;
            }
            path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return path.toString();
    }

    private static String value(ObjectNode tree, JacksonException e) {
        return at(tree, e).isValueNode() ? at(tree, e).asString() : "";
    }

    private static String hint(ObjectNode tree, JacksonException e) {
        boolean unquoted = at(tree, e).isNumber() || at(tree, e).isBoolean();
        return unquoted ? "a text that looks like a number or like true needs quotes" : "";
    }

    private static tools.jackson.databind.JsonNode at(ObjectNode tree, JacksonException e) {
        tools.jackson.databind.JsonNode node = tree;
        for (JacksonException.Reference step : e.getPath()) {
            node = step.getPropertyName() == null ? node.path(step.getIndex()) : node.path(step.getPropertyName());
        }
        return node;
    }
}
