package dev.weir.policy.parse;

import dev.weir.policy.model.Direction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** On which lines of a text policies and their rules begin, from 1. */
public final class PolicyLines {

    private final Map<String, Integer> lines = new HashMap<>();

    private PolicyLines() {}

    /** Of a text that {@link PolicyParser} accepts; of another, what can be found. */
    public static PolicyLines of(String text) {
        PolicyLines found = new PolicyLines();
        new Documents(new Report()).compose(text).forEach(found::read);
        return found;
    }

    /**
     * Where a rule begins, or its policy where the rule cannot be found.
     *
     * @param namespace empty for a cluster-wide policy
     */
    public OptionalInt line(String namespace, String policy, Direction direction, OptionalInt rule) {
        Integer ofRule =
                rule.isPresent() ? lines.get(key(namespace, policy) + "/" + direction + "/" + rule.getAsInt()) : null;
        Integer line = ofRule == null ? lines.get(key(namespace, policy)) : ofRule;
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }

    private static String key(String namespace, String policy) {
        return namespace + "/" + policy;
    }

    private void read(Node node) {
        List<Node> items = items(node, "items");
        if (!items.isEmpty()) {
            items.forEach(this::read);
            return;
        }
        String name = text(node, "metadata", "name");
        String namespace = text(node, "metadata", "namespace");
        boolean clusterWide = text(node, "kind").equals("ClusterNetworkPolicy");
        String key = key(clusterWide ? "" : namespace.isEmpty() ? Metadata.DEFAULT_NAMESPACE : namespace, name);
        put(key, node);
        for (Direction direction : Direction.values()) {
            List<Node> rules = items(node, "spec", direction.text().toLowerCase(Locale.ROOT));
            for (int i = 0; i < rules.size(); i++) {
                put(key + "/" + direction + "/" + i, rules.get(i));
            }
        }
    }

    private void put(String key, Node node) {
        node.getStartMark().map(Mark::getLine).ifPresent(line -> lines.putIfAbsent(key, line + 1));
    }

    private static String text(Node node, String... keys) {
        return at(node, keys)
                .filter(ScalarNode.class::isInstance)
                .map(scalar -> ((ScalarNode) scalar).getValue())
                .orElse("");
    }

    private static List<Node> items(Node node, String... keys) {
        return at(node, keys)
                .filter(SequenceNode.class::isInstance)
                .map(sequence -> ((SequenceNode) sequence).getValue())
                .orElse(List.of());
    }

    private static Optional<Node> at(Node node, String... keys) {
        Optional<Node> found = Optional.of(node);
        for (String key : keys) {
            found = found.flatMap(it -> child(it, key));
        }
        return found;
    }

    private static Optional<Node> child(Node node, String key) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(field -> field.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }
}
