package dev.weir.collector.inventory;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as the API writes them (RFC 3339), to nanoseconds since the epoch; 0 is unknown. */
final class Times {
    private Times() {}

    static long nanos(String path, @Nullable String text, Remarks remarks) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        try {
            Instant time = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            remarks.add(path, text, "is no time and is taken as unknown", "write it like 2026-01-31T12:00:00Z");
            return 0;
        }
    }
}
