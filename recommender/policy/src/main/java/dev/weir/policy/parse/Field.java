package dev.weir.policy.parse;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A place in a document: its path, what stands there, and where to complain. Reading it as a type it does not have is
 * reported and gives the empty value, so that a reader goes on and finds the other problems too.
 */
final class Field {

    // What YAML 1.1, and with it kubectl, reads as a boolean although YAML 1.2 does not.
    private static final Set<String> OLD_BOOLEANS = Set.of("y", "n", "yes", "no", "on", "off");
    private static final int LONGEST_QUOTE = 80;

    private final Node node;
    private final String path;
    private final Report report;

    Field(Node node, String path, Report report) {
        this.node = node;
        this.path = path;
        this.report = report;
    }

    void reject(String message, String hint) {
        report.reject(line(), path, quote(), message, hint);
    }

    void warn(String message, String hint) {
        report.warn(line(), path, quote(), message, hint);
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    boolean isNumber() {
        return node.getTag().equals(Tag.INT);
    }

    boolean isString() {
        return node.getTag().equals(Tag.STR);
    }

    /** The fields of a mapping, of which only these are known. */
    Fields fields(String... known) {
        Fields fields = fields();
        fields.rejectAllBut(known);
        return fields;
    }

    /** The fields of a mapping that may have any. Null is the empty mapping, as it is for the API server. */
    Fields fields() {
        Map<String, Field> byName = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> add(entry, byName));
        } else if (!isNull()) {
            reject("expected a mapping", "");
        }
        return new Fields(this, byName);
    }

    private void add(NodeTuple entry, Map<String, Field> byName) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            reject("has a key that is no text", "");
            return;
        }
        String name = key.getValue();
        Field field = new Field(entry.getValueNode(), path.isEmpty() ? name : path + "." + name, report);
        if (byName.putIfAbsent(name, field) != null) {
            field.reject("the key is there twice", "keep one of them");
        }
    }

    /** The items of a list; null is the empty list. */
    List<Field> items() {
        List<Field> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                items.add(new Field(item, path + "[" + items.size() + "]", report));
            }
        } else if (!isNull()) {
            reject("expected a list", "put \"- \" before each item");
        }
        return items;
    }

    Optional<String> text() {
        if (!isString()) {
            reject("expected text", node instanceof ScalarNode ? "put it in quotes" : "");
            return Optional.empty();
        }
        ScalarNode scalar = (ScalarNode) node;
        if (scalar.isPlain() && OLD_BOOLEANS.contains(scalar.getValue().toLowerCase(Locale.ROOT))) {
            warn("kubectl reads this word as a boolean", "put it in quotes");
        }
        return Optional.of(scalar.getValue());
    }

    /** A whole number between two bounds, both inclusive. */
    Optional<Integer> number(int lowest, int highest) {
        if (!isNumber()) {
            reject("expected a whole number", isString() ? "write it without quotes" : "");
            return Optional.empty();
        }
        Optional<Integer> number = decimal(((ScalarNode) node).getValue())
                .filter(value -> value.compareTo(BigInteger.valueOf(lowest)) >= 0)
                .filter(value -> value.compareTo(BigInteger.valueOf(highest)) <= 0)
                .map(BigInteger::intValueExact);
        if (number.isEmpty()) {
            reject("must be a decimal number from " + lowest + " to " + highest, "");
        }
        return number;
    }

    /** One of a few words, spelt exactly so. */
    <T> Optional<T> oneOf(T[] values, Function<T, String> spelling, String what) {
        Optional<String> text = text();
        Optional<T> value = text.flatMap(it -> Arrays.stream(values)
                .filter(candidate -> spelling.apply(candidate).equals(it))
                .findFirst());
        if (text.isPresent() && value.isEmpty()) {
            reject(
                    "is no " + what,
                    "write " + Arrays.stream(values).map(spelling).collect(Collectors.joining(" or ")));
        }
        return value;
    }

    Optional<Boolean> truth() {
        if (!node.getTag().equals(Tag.BOOL)) {
            reject("expected true or false", "");
            return Optional.empty();
        }
        return Optional.of(Boolean.parseBoolean(((ScalarNode) node).getValue()));
    }

    private static Optional<BigInteger> decimal(String text) {
        // YAML 1.2 also knows 0o17 and 0x1F, which no API server accepts as a number.
        return text.matches("-?[0-9]{1,18}") ? Optional.of(new BigInteger(text)) : Optional.empty();
    }

    private int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private String quote() {
        if (node instanceof ScalarNode scalar) {
            String text = scalar.getValue();
            return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
