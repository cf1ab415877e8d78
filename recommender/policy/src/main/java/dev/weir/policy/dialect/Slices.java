package dev.weir.policy.dialect;

import java.util.ArrayList;
import java.util.List;

/** Lists that are too long for one place, in several. */
final class Slices {

    private Slices() {}

    /** The items in their order, at most so many in each list; no list for no items. */
    static <T> List<List<T>> of(List<T> items, int most) {
        List<List<T>> slices = new ArrayList<>();
        for (int from = 0; from < items.size(); from += most) {
            slices.add(List.copyOf(items.subList(from, Math.min(items.size(), from + most))));
        }
        return slices;
    }
}
