package dev.weir.collector.stream;

import dev.weir.collector.intake.Losses;
import dev.weir.v1.FlowEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Where a broken stream goes on, and whether anything is missing then. Pure: no clock, no thread.
 *
 * <p>A server that gathers from several nodes gives their events in an order that is only roughly that of time. So a stream
 * is asked for again from a little before the latest event, and what was taken already is left out. Of a node whose latest
 * event should come again and does not, the server has forgotten what came since: that is a loss of unknown amount.
 */
final class Resumption {
    /** Events that are remembered, and nodes; beyond, the oldest are forgotten and might be taken twice. */
    static final int EVENTS = 200_000;

    static final int NODES = 5_000;
    private static final long NANOS = 1_000_000_000L;
    private static final long NANOS_A_MILLI = 1_000_000L;

    private record Seen(String key, long timeNs) {}

    private final long overlapNs;
    private final Queue<Seen> order = new ArrayDeque<>();
    private final Set<String> keys = new HashSet<>();

    /** The latest event of each node, the node that was silent for longest first. */
    private final Map<String, Seen> latestOf = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > NODES;
        }
    };

    /** Nodes whose latest event must come again before any new one, by the time of it. */
    private final Map<String, Long> awaited = new HashMap<>();

    private long latestNs;

    /** @param overlap how far events of several nodes may be out of order */
    Resumption(Duration overlap) {
        this.overlapNs = overlap.toNanos();
    }

    /** From when on a stream has to be asked for that goes on where the last one ended; empty before the first event. */
    Optional<Instant> since() {
        return latestNs == 0 ? Optional.empty() : Optional.of(instant(latestNs - overlapNs));
    }

    /** A stream has broken, and one is opened that begins at {@link #since}. */
    void resumed() {
        awaited.clear();
        latestOf.forEach((node, latest) -> {
            if (latest.timeNs >= latestNs - overlapNs) {
                awaited.put(node, latest.timeNs);
            }
        });
    }

    /** Whether the event was not taken before; remembers it. */
    boolean isNew(FlowEvent event) {
        String key = key(event);
        if (!keys.add(key)) {
            awaited.remove(event.getObserverNode());
            return false;
        }
        order.add(new Seen(key, event.getEventTimeNs()));
        latestNs = Math.max(latestNs, event.getEventTimeNs());
        forget();
        return true;
    }

    /** What is missing before a new event; to be asked before {@link #took}. */
    Optional<FlowEvent> gapBefore(FlowEvent event) {
        Long sinceNs = awaited.remove(event.getObserverNode());
        if (sinceNs == null) {
            return Optional.empty();
        }
        FlowEvent loss = Losses.of(
                Losses.STREAM_BROKEN,
                event.getSourceFormat(),
                0,
                sinceNs / NANOS_A_MILLI,
                event.getEventTimeNs() / NANOS_A_MILLI);
        return Optional.of(loss.toBuilder()
                .setObserverNode(event.getObserverNode())
                .setCluster(event.getCluster())
                .build());
    }

    /** The new event is taken. */
    void took(FlowEvent event) {
        Seen seen = new Seen("", event.getEventTimeNs());
        latestOf.merge(event.getObserverNode(), seen, (before, now) -> before.timeNs > now.timeNs ? before : now);
    }

    private void forget() {
        Seen oldest = order.peek();
        // Twice the overlap, because the latest event of one node may be as far behind that of another.
        while (oldest != null && (order.size() > EVENTS || oldest.timeNs < latestNs - 2 * overlapNs)) {
            order.remove();
            keys.remove(oldest.key);
            oldest = order.peek();
        }
    }

    /** The producer's own, or else all of the event. */
    private static String key(FlowEvent event) {
        if (!event.getRecordId().isEmpty()) {
            return event.getRecordId();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(event.toByteArray()));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static Instant instant(long nanos) {
        long positive = Math.max(0, nanos);
        return Instant.ofEpochSecond(positive / NANOS, positive % NANOS);
    }
}
