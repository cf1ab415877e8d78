package dev.weir.collector.inventory;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A YAML value as a JSON tree. Aliases are written out; a bound on the number of values keeps a small text from becoming
 * a huge tree.
 */
final class YamlTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    // Each value takes a character at least, so this is for aliases alone.
    private static final int MOST_VALUES_BESIDE_THE_TEXT = 100_000;
    private static final int DEEPEST = 200;

    private final long most;
    private long values;

    private YamlTree(long most) {
        this.most = most;
    }

    /**
     * @param length of the text that the value was read from
     * @throws YamlEngineException if the value is too large, too deep or nothing that JSON has
     */
    static JsonNode of(@Nullable Object value, int length) {
        return new YamlTree((long) length + MOST_VALUES_BESIDE_THE_TEXT).node(value, 0);
    }

    private JsonNode node(@Nullable Object value, int depth) {
        if (++values > most) {
            throw new YamlEngineException("more than " + most + " values when its aliases are written out");
        }
        if (depth > DEEPEST) {
            throw new YamlEngineException("nested more than " + DEEPEST + " levels deep");
        }
        if (value instanceof Map<?, ?> map) {
            return object(map, depth);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode(list.size());
            list.forEach(item -> array.add(node(item, depth + 1)));
            return array;
        }
        return scalar(value);
    }

    private ObjectNode object(Map<?, ?> map, int depth) {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, value) -> object.set(String.valueOf(key), node(value, depth + 1)));
        return object;
    }

    private static JsonNode scalar(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof String text) {
            return NODES.stringNode(text);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof BigInteger number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number);
        }
        throw new YamlEngineException("a value of the type " + value.getClass().getSimpleName());
    }
}
