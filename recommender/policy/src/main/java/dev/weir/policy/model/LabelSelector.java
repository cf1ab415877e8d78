package dev.weir.policy.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A label selector: all of its labels and all of its expressions must hold. The empty selector matches everything;
 * that a selector is missing means something else in every place, so it is never an empty one here but an empty
 * {@code Optional}.
 */
public record LabelSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {

    private static final LabelSelector EVERYTHING = new LabelSelector(Map.of(), List.of());

    public LabelSelector {
        matchLabels = Collections.unmodifiableSortedMap(new TreeMap<>(matchLabels));
        matchExpressions = List.copyOf(matchExpressions);
    }

    /** The empty selector. */
    public static LabelSelector everything() {
        return EVERYTHING;
    }

    /** The selector that asks for exactly these labels. */
    public static LabelSelector of(Map<String, String> matchLabels) {
        return new LabelSelector(matchLabels, List.of());
    }

    /** The selector that asks for one label. */
    public static LabelSelector of(String key, String value) {
        return of(Map.of(key, value));
    }

    public boolean isEmpty() {
        return matchLabels.isEmpty() && matchExpressions.isEmpty();
    }

    /** Whether an object with these labels is selected. {@code k: ""} needs the key, with an empty value. */
    public boolean matches(Map<String, String> labels) {
        // Loops, for this is asked more often than anything else: streams took most of the time.
        for (Map.Entry<String, String> wanted : matchLabels.entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (Requirement requirement : matchExpressions) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** Every label key the selector looks at: two objects that agree on them are selected alike. */
    public SortedSet<String> keys() {
        SortedSet<String> keys = new TreeSet<>(matchLabels.keySet());
        matchExpressions.forEach(requirement -> keys.add(requirement.key()));
        return Collections.unmodifiableSortedSet(keys);
    }
}
