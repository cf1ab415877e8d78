package dev.weir.collector.inventory;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The defaults of what an object leaves out. fabric8's model holds null for it, and also within lists and maps where the
 * text says {@code null}.
 */
final class Absent {
    private Absent() {}

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static String or(@Nullable String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : text;
    }

    static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    static boolean isTrue(@Nullable Boolean flag) {
        return flag != null && flag;
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /** Labels; one without a value has the empty value, as it has for the API server. */
    static Map<String, String> orNone(@Nullable Map<String, String> labels) {
        Map<String, String> present = new TreeMap<>();
        if (labels != null) {
            labels.forEach((key, value) -> present.put(key, orEmpty(value)));
        }
        return present;
    }
}
