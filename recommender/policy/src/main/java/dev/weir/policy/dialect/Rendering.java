package dev.weir.policy.dialect;

import java.util.List;
import java.util.TreeSet;

/**
 * One object in a dialect.
 *
 * @param namespace that it acts on
 * @param name of the object
 * @param text one YAML document, with a line break at its end and no document marker
 * @param differences from the NetworkPolicies it was made from, sorted, each once; none if it says the same
 */
public record Rendering(String namespace, String name, String text, List<Difference> differences) {

    public Rendering {
        differences = List.copyOf(new TreeSet<>(differences));
    }

    /** Whether some connection that the NetworkPolicy allows, and so perhaps one that was observed, is closed. */
    public boolean closesMore() {
        return differences.stream().anyMatch(it -> it.effect() == Difference.Effect.CLOSES);
    }
}
