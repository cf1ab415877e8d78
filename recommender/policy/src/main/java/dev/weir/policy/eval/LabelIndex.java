package dev.weir.policy.eval;

import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Requirement;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * For each label, the set of things that carry it; a selector is then a few operations on sets of bits instead of a
 * look at every thing. Things are small numbers.
 */
final class LabelIndex {

    private final BitSet all = new BitSet();
    private final Map<String, Map<String, BitSet>> byKey = new HashMap<>();

    void add(int thing, Map<String, String> labels) {
        all.set(thing);
        labels.forEach((key, value) -> byKey.computeIfAbsent(key, unused -> new HashMap<>())
                .computeIfAbsent(value, unused -> new BitSet())
                .set(thing));
    }

    void remove(int thing, Map<String, String> labels) {
        all.clear(thing);
        labels.forEach((key, value) -> carrying(key, value).clear(thing));
    }

    /** A new set, which the caller may change. */
    BitSet select(LabelSelector selector) {
        BitSet selected = carrying(selector.matchLabels());
        selector.matchExpressions().forEach(requirement -> narrow(selected, requirement));
        return selected;
    }

    private BitSet carrying(Map<String, String> labels) {
        Iterator<Map.Entry<String, String>> entries = labels.entrySet().iterator();
        if (!entries.hasNext()) {
            return (BitSet) all.clone();
        }
        Map.Entry<String, String> first = entries.next();
        BitSet selected = (BitSet) carrying(first.getKey(), first.getValue()).clone();
        entries.forEachRemaining(label -> selected.and(carrying(label.getKey(), label.getValue())));
        return selected;
    }

    private void narrow(BitSet selected, Requirement requirement) {
        BitSet named = new BitSet();
        if (requirement.operator().takesValues()) {
            requirement.values().forEach(value -> named.or(carrying(requirement.key(), value)));
        } else {
            byKey.getOrDefault(requirement.key(), Map.of()).values().forEach(named::or);
        }
        switch (requirement.operator()) {
            case IN, EXISTS -> selected.and(named);
            case NOT_IN, DOES_NOT_EXIST -> selected.andNot(named);
        }
    }

    private BitSet carrying(String key, String value) {
        Map<String, BitSet> values = byKey.get(key);
        BitSet things = values == null ? null : values.get(value);
        return things == null ? new BitSet() : things;
    }
}
