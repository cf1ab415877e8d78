package dev.weir.recommender.view;

import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything that is in a store, so that two can be compared. */
final class Dump {
    private Dump() {}

    static SortedMap<String, String> of(ViewStore store) {
        SortedMap<String, String> all = new TreeMap<>();
        HexFormat hex = HexFormat.of();
        try (View view = store.read()) {
            for (Column column : Column.values()) {
                view.forEach(column, (key, value) -> all.put(column + " " + hex.formatHex(key), hex.formatHex(value)));
            }
        }
        return all;
    }
}
