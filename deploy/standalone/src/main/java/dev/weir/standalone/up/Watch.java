package dev.weir.standalone.up;

import dev.weir.process.ChildJvm;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Waits for positions to reach ends, as long as something moves and every child is alive. */
final class Watch {
    private final UpSettings settings;
    private final List<ChildJvm> children;
    private long lastMoveNs = System.nanoTime();

    /** Asks for the positions reached so far. */
    @FunctionalInterface
    interface Positions {
        Map<TopicPartition, Long> now() throws Exception;
    }

    Watch(UpSettings settings, List<ChildJvm> children) {
        this.settings = settings;
        this.children = children;
    }

    void until(String step, String unit, Map<TopicPartition, Long> ends, Positions positions) throws Exception {
        long total = Offsets.total(ends);
        long reached = -1;
        try (Progress progress = new Progress(step, total, unit)) {
            while (reached < total) {
                long now = Offsets.reached(ends, positions.now());
                if (now > reached) {
                    reached = now;
                    lastMoveNs = System.nanoTime();
                }
                progress.at(reached, total);
                check(step, reached, total);
                Thread.sleep(UpRun.poll().toMillis());
            }
        }
    }

    /** Whether something has moved within the time that was granted. */
    boolean isPatient() {
        return System.nanoTime() - lastMoveNs < settings.patience().toNanos();
    }

    private void check(String step, long reached, long total) {
        for (ChildJvm child : children) {
            if (!child.isAlive()) {
                throw new IllegalStateException(
                        "a process ended while waiting for " + step + "; its log ends:\n" + child.logTail());
            }
        }
        if (!isPatient()) {
            throw new IllegalStateException(step + ": stuck at " + reached + " of " + total + " for "
                    + settings.patience().toSeconds() + " s; raise --timeout on a slow machine, or look into the logs "
                    + "with --data DIR");
        }
    }
}
