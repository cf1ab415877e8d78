package dev.weir.policy.analyse;

import dev.weir.v1.ObservedEdge;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;

/**
 * Whether the flows reach far enough back to say that nobody needs what nobody used. A backup that runs every Sunday and
 * a bill that is sent once a month leave no flow in between.
 *
 * @param removable whether they do
 */
record Spared(boolean removable, String sentence) {

    private static final long NANOS = 1_000_000_000L;

    static Spared of(Collection<ObservedEdge> edges, Duration spared) {
        long first = edges.stream()
                .mapToLong(edge -> edge.getEvidence().getFirstNs())
                .filter(ns -> ns > 0)
                .min()
                .orElse(0);
        long last = edges.stream()
                .mapToLong(edge -> edge.getEvidence().getLastNs())
                .max()
                .orElse(0);
        if (first == 0) {
            return new Spared(false, "the flows do not tell how far back they reach, so it stays");
        }
        Duration span = Duration.ofNanos(Math.max(0, last - first));
        if (span.compareTo(spared) >= 0) {
            return new Spared(true, "the flows span " + days(span) + ", so it can go");
        }
        LocalDate until = Instant.ofEpochSecond(first / NANOS)
                .plus(spared)
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1);
        return new Spared(
                false,
                "keep it until " + until + ": the flows span " + days(span) + ", and what runs every " + days(spared)
                        + " may need it");
    }

    private static String days(Duration time) {
        long days = time.toDays();
        return days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
    }
}
