package dev.weir.traffic.admission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A place in the file. What stands there and is not what was asked for is told as a problem and read as missing, so that
 * a reader finds all problems at once.
 */
final class Place {
    private final @Nullable Node node;
    private final String path;
    private final Problems problems;
    private final Map<String, Place> fields;
    private boolean sound = true;

    private Place(@Nullable Node node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        this.fields = fields();
    }

    /** The one document of a text; an empty text is an empty mapping. */
    static Place root(String text, Problems problems) {
        try {
            Optional<Node> node = new Compose(LoadSettings.builder().build()).composeString(text);
            return new Place(node.orElse(null), "", problems);
        } catch (YamlEngineException e) {
            problems.add(0, "is no YAML or JSON: " + e.getMessage());
            return new Place(null, "", problems);
        }
    }

    private Map<String, Place> fields() {
        Map<String, Place> byName = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
                Place value = new Place(entry.getValueNode(), path.isEmpty() ? name : path + "." + name, problems);
                if (byName.putIfAbsent(name, value) != null) {
                    value.reject("the key is there twice; keep one of them");
                }
            }
        }
        return byName;
    }

    /** Tells every key besides these, with the one that was meant. */
    void knowsOnly(String... known) {
        if (node != null && !(node instanceof MappingNode)) {
            reject("expected keys and values: " + String.join(", ", known));
        }
        fields.forEach((name, field) -> {
            if (!List.of(known).contains(name)) {
                field.reject("unknown key; " + Suggestion.of(name, List.of(known)));
                sound = false;
            }
        });
    }

    void reject(String problem) {
        sound = false;
        problems.add(
                node == null
                        ? 0
                        : node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0),
                path.isEmpty() ? problem : path + ": " + problem);
    }

    /** Whether nothing was wrong here so far, in the fields that were read neither. */
    boolean isSound() {
        return sound && fields.values().stream().allMatch(Place::isSound);
    }

    Optional<Place> at(String key) {
        return Optional.ofNullable(fields.get(key)).filter(place -> !place.isNull());
    }

    private boolean isNull() {
        return node == null || node.getTag().equals(Tag.NULL);
    }

    List<Place> items(String key) {
        return at(key).map(Place::items).orElse(List.of());
    }

    List<Place> items() {
        if (!(node instanceof SequenceNode sequence)) {
            reject("expected a list");
            return List.of();
        }
        List<Place> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new Place(item, path + "[" + items.size() + "]", problems));
        }
        return items;
    }

    Optional<String> required(String key) {
        if (at(key).isEmpty()) {
            reject("'" + key + "' is missing");
        }
        return text(key);
    }

    /** What a single value says, whatever type YAML gives it. */
    Optional<String> text(String key) {
        return at(key).flatMap(Place::text);
    }

    private Optional<String> text() {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        reject("expected one value");
        return Optional.empty();
    }

    Optional<String> oneOf(String key, String... words) {
        return at(key).flatMap(place -> place.text().filter(word -> {
            boolean known = List.of(words).contains(word);
            if (!known) {
                place.reject("'" + word + "' is not known; " + Suggestion.of(word, List.of(words)));
            }
            return known;
        }));
    }

    Optional<Integer> number(String key, int lowest, int highest) {
        return at(key).flatMap(place -> place.number(lowest, highest));
    }

    /** A whole number between two bounds, both inclusive. */
    Optional<Integer> number(int lowest, int highest) {
        return text().flatMap(text -> {
            if (text.matches("[0-9]{1,9}")) {
                int value = Integer.parseInt(text);
                if (lowest <= value && value <= highest) {
                    return Optional.of(value);
                }
            }
            reject("'" + text + "' is no whole number from " + lowest + " to " + highest);
            return Optional.empty();
        });
    }

    Optional<Boolean> truth(String key) {
        return oneOf(key, "true", "false").map(Boolean::parseBoolean);
    }
}
