package dev.weir.policy.render;

import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Requirement;

/** Writes label selectors, which have one form in every kind of policy that takes them as objects. */
public final class SelectorYaml {

    private SelectorYaml() {}

    /** The selector under a key; the empty one as {@code {}}. */
    public static void write(BlockWriter writer, String key, LabelSelector selector) {
        if (selector.isEmpty()) {
            writer.literal(key, "{}");
            return;
        }
        writer.nested(key, () -> body(writer, selector));
    }

    /** The selector as an item of a list. */
    public static void item(BlockWriter writer, LabelSelector selector) {
        if (selector.isEmpty()) {
            writer.emptyItem();
            return;
        }
        writer.item(() -> body(writer, selector));
    }

    private static void body(BlockWriter writer, LabelSelector selector) {
        writer.mapping("matchLabels", selector.matchLabels());
        if (!selector.matchExpressions().isEmpty()) {
            writer.nested("matchExpressions", () -> selector.matchExpressions()
                    .forEach(it -> writer.item(() -> requirement(writer, it))));
        }
    }

    private static void requirement(BlockWriter writer, Requirement requirement) {
        writer.entry("key", requirement.key());
        writer.entry("operator", requirement.operator().text());
        if (!requirement.values().isEmpty()) {
            writer.nested("values", () -> requirement.values().forEach(writer::item));
        }
    }
}
