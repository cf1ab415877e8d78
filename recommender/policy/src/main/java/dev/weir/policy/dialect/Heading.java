package dev.weir.policy.dialect;

import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.render.BlockWriter;
import java.util.Collection;
import java.util.TreeSet;

/** What stands above the rules of an object in every dialect. */
final class Heading {

    private Heading() {}

    static void write(BlockWriter writer, RecommendedPolicy recommended, Collection<Difference> differences) {
        recommended.comments().header().forEach(writer::comment);
        differences(writer, differences);
    }

    static void differences(BlockWriter writer, Collection<Difference> differences) {
        for (Difference difference : new TreeSet<>(differences)) {
            String lead = difference.effect() == Difference.Effect.CLOSES ? "Closes more: " : "Allows more: ";
            writer.comment(lead + difference.sentence());
        }
    }

    static void metadata(BlockWriter writer, NetworkPolicy policy) {
        writer.nested("metadata", () -> {
            writer.entry("name", policy.name());
            writer.entry("namespace", policy.namespace());
            writer.mapping("labels", policy.labels());
            writer.mapping("annotations", policy.annotations());
        });
    }
}
