package dev.weir.policy.recommend;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * From the first to the last time something was seen.
 *
 * @param firstNs nanoseconds since the epoch; 0 = not told
 * @param lastNs nanoseconds since the epoch; 0 = not told
 */
record Window(long firstNs, long lastNs) {

    static final Window NEVER = new Window(0, 0);

    private static final long NANOS = 1_000_000_000L;

    /** The shortest window that has both in it. */
    Window span(Window other) {
        if (firstNs == 0 || other.firstNs == 0) {
            return new Window(firstNs + other.firstNs, Math.max(lastNs, other.lastNs));
        }
        return new Window(Math.min(firstNs, other.firstNs), Math.max(lastNs, other.lastNs));
    }

    boolean isKnown() {
        return firstNs > 0 && lastNs > 0;
    }

    LocalDate firstDay() {
        return day(firstNs);
    }

    LocalDate lastDay() {
        return day(lastNs);
    }

    private static LocalDate day(long ns) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(Math.floorDiv(ns, NANOS)), ZoneOffset.UTC);
    }
}
