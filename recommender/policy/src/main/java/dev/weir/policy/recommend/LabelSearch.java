package dev.weir.policy.recommend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Finds the smallest set of labels that matches no more foreign pods than all the labels together do.
 *
 * <p>Sets of up to {@value #EXHAUSTIVE} labels are all tried, in the order of what people look at first. If none will
 * do, labels are left out of the whole set one by one, the least telling first, as long as it matches no more: a set
 * that no label can be taken from, though perhaps not the smallest such.
 */
final class LabelSearch {

    private static final int EXHAUSTIVE = 3;

    private final List<Label> labels = new ArrayList<>();
    private final BitSet everybody = new BitSet();
    private final BitSet unavoidable;
    private final boolean alone;
    private final boolean naming;

    /** @param matching foreign label sets, by position, that carry the label */
    private record Label(String key, String value, BitSet matching) {}

    /** @param alone the set stands alone as a selector, so it may not be empty and should name somebody */
    LabelSearch(SortedMap<String, String> candidates, List<Selection.Others.Pods> others, boolean alone) {
        this.alone = alone;
        everybody.set(0, others.size());
        unavoidable = (BitSet) everybody.clone();
        candidates.forEach((key, value) -> labels.add(label(key, value, others)));
        labels.forEach(label -> unavoidable.and(label.matching()));
        labels.sort(Comparator.comparingInt((Label label) -> LabelRank.of(label.key()))
                .thenComparing(Label::key));
        naming = alone && labels.stream().anyMatch(label -> LabelRank.isNaming(label.key()));
    }

    private static Label label(String key, String value, List<Selection.Others.Pods> others) {
        BitSet matching = new BitSet();
        for (int i = 0; i < others.size(); i++) {
            matching.set(i, value.equals(others.get(i).labels().get(key)));
        }
        return new Label(key, value, matching);
    }

    /** Empty only if there is no label at all, or none that helps a selector that stands already. */
    Map<String, String> smallest() {
        if (!alone && unavoidable.equals(everybody)) {
            return Map.of();
        }
        for (int size = 1; size <= Math.min(EXHAUSTIVE, labels.size()); size++) {
            List<Label> found = firstOfSize(size, 0, new ArrayList<>());
            if (!found.isEmpty()) {
                return asMap(found);
            }
        }
        return asMap(withoutSpare());
    }

    private List<Label> firstOfSize(int size, int from, List<Label> chosen) {
        if (chosen.size() == size) {
            return isEnough(chosen) ? List.copyOf(chosen) : List.of();
        }
        for (int i = from; i < labels.size(); i++) {
            chosen.add(labels.get(i));
            List<Label> found = firstOfSize(size, i + 1, chosen);
            chosen.remove(chosen.size() - 1);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<Label> withoutSpare() {
        List<Label> kept = new ArrayList<>(labels);
        for (int i = kept.size() - 1; i >= 0; i--) {
            List<Label> fewer = new ArrayList<>(kept);
            fewer.remove(i);
            if (isEnough(fewer)) {
                kept = fewer;
            }
        }
        return kept;
    }

    private boolean isEnough(Collection<Label> chosen) {
        if (chosen.isEmpty() || (naming && chosen.stream().noneMatch(label -> LabelRank.isNaming(label.key())))) {
            return false;
        }
        BitSet matched = (BitSet) everybody.clone();
        chosen.forEach(label -> matched.and(label.matching()));
        return matched.equals(unavoidable);
    }

    private static Map<String, String> asMap(List<Label> chosen) {
        Map<String, String> map = new LinkedHashMap<>();
        chosen.forEach(label -> map.put(label.key(), label.value()));
        return map;
    }
}
