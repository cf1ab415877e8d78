package dev.weir.recommender;

import java.time.Duration;

/**
 * When changes are due to be written: once they have paused, so that a burst is written once, but not much later than
 * the first of them, so that a steady stream is written too. Times are {@link System#nanoTime} values.
 */
final class WriteSchedule {
    /** Time without a change after which the changes are written. */
    static final Duration QUIET = Duration.ofMillis(300);
    /** Longest time that a change waits. */
    static final Duration LATEST = Duration.ofSeconds(2);
    // Writing reads the whole view, so a large view is written less often: at most a third of the time goes there.
    private static final int REST_PER_WRITE = 2;

    private boolean pending;
    private long firstChange;
    private long lastChange;
    private long restUntil;
    private boolean resting;

    /** Notes a change. */
    void changed(long now) {
        if (!pending) {
            firstChange = now;
            pending = true;
        }
        lastChange = now;
    }

    /** Whether a change waits to be written. */
    boolean pending() {
        return pending;
    }

    /** Whether the changes are to be written now. */
    boolean due(long now) {
        if (!pending || resting && now - restUntil < 0) {
            return false;
        }
        return now - lastChange >= QUIET.toNanos() || now - firstChange >= LATEST.toNanos();
    }

    /** Notes that everything up to the start of a write is written. */
    void written(long started, long ended) {
        pending = false;
        resting = true;
        restUntil = ended + REST_PER_WRITE * (ended - started);
    }

    /** Notes that a write failed: what it was to write stays pending, and the next try waits as after a new change. */
    void failed(long now) {
        firstChange = now + LATEST.toNanos();
        lastChange = firstChange;
    }
}
