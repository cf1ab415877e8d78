package dev.weir.policy.landscape;

import dev.weir.policy.model.LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Things by the labels they carry, so that a selector that names a label looks only at those that carry it.
 *
 * @param <T> things, each with one set of labels or more
 */
public final class ByLabel<T> {

    private final Function<T, ? extends Collection<Map<String, String>>> labels;
    private final List<T> all;
    private final Map<String, Map<String, List<T>>> carrying = new HashMap<>();

    private ByLabel(Collection<T> things, Function<T, ? extends Collection<Map<String, String>>> labels) {
        this.labels = labels;
        all = List.copyOf(things);
        all.forEach(thing -> labels.apply(thing)
                .forEach(set -> set.forEach((key, value) -> add(
                        thing,
                        carrying.computeIfAbsent(key, unused -> new HashMap<>())
                                .computeIfAbsent(value, unused -> new ArrayList<>(1))))));
    }

    static <T> ByLabel<T> of(Collection<T> things, Function<T, ? extends Collection<Map<String, String>>> labels) {
        return new ByLabel<>(things, labels);
    }

    /** A thing whose sets agree on a label would be there once for each; they are added one after the other. */
    private static <T> void add(T thing, List<T> things) {
        if (things.isEmpty() || things.get(things.size() - 1) != thing) {
            things.add(thing);
        }
    }

    /** Those with a set of labels that the selector matches, in the order in which they were given. */
    public List<T> matching(LabelSelector selector) {
        List<T> matching = new ArrayList<>(1);
        for (T thing : candidates(selector)) {
            if (matches(thing, selector)) {
                matching.add(thing);
            }
        }
        return matching;
    }

    private boolean matches(T thing, LabelSelector selector) {
        for (Map<String, String> set : labels.apply(thing)) {
            if (selector.matches(set)) {
                return true;
            }
        }
        return false;
    }

    private List<T> candidates(LabelSelector selector) {
        List<T> fewest = all;
        for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
            List<T> those = carrying.getOrDefault(label.getKey(), Map.of()).getOrDefault(label.getValue(), List.of());
            fewest = those.size() < fewest.size() ? those : fewest;
        }
        return fewest;
    }
}
