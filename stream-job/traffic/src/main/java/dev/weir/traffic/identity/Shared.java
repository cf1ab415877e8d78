package dev.weir.traffic.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** One copy of each value that many pods have. Grows with the number of workloads and nodes, not of pods. */
final class Shared {
    private static final int UUID_LENGTH = 36;

    private final Map<Object, Object> values = new HashMap<>();

    @SuppressWarnings("unchecked")
    <T> T one(T value) {
        Object known = values.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }

    /** The API server gives UUIDs (RFC 9562), which as text take thrice the room; manifests give what they like. */
    static Object uid(String text) {
        if (text.length() != UUID_LENGTH) {
            return text;
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text) ? uuid : text;
        } catch (IllegalArgumentException e) {
            return text; // Some other text of the same length.
        }
    }
}
