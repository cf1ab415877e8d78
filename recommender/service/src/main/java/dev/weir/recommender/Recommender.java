package dev.weir.recommender;

import dev.weir.recommender.view.Progress;
import dev.weir.recommender.view.ViewConsumer;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop of the process: read the topics, and write the folder when the view has changed and come to rest. */
final class Recommender {
    private static final Logger LOG = LoggerFactory.getLogger(Recommender.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ViewConsumer consumer;
    private final FolderWriter writer;
    private final WriteSchedule schedule = new WriteSchedule();
    private volatile boolean stopping;
    // A killed process may have left the folder behind the view.
    private boolean filesBehind = true;

    Recommender(ViewConsumer consumer, FolderWriter writer) {
        this.consumer = consumer;
        this.writer = writer;
    }

    /** Runs until {@link #stop}; writes what is pending before it returns. */
    void run() {
        schedule.changed(System.nanoTime());
        try {
            while (!stopping) {
                note(consumer.poll(POLL));
                if (schedule.due(System.nanoTime())) {
                    write();
                }
            }
        } catch (WakeupException stop) {
            if (!stopping) {
                throw stop;
            }
        }
        if (schedule.pending()) {
            write();
        }
    }

    private void note(Progress progress) {
        if (progress == Progress.NONE) {
            return;
        }
        filesBehind |= progress == Progress.DATA;
        schedule.changed(System.nanoTime());
    }

    private void write() {
        long started = System.nanoTime();
        try {
            if (filesBehind) {
                writer.files();
            } else {
                writer.mark();
            }
            filesBehind = false;
            schedule.written(started, System.nanoTime());
        } catch (IOException failure) {
            // A full disk or a folder without permission is put right outside; the view goes on meanwhile.
            LOG.atError()
                    .setMessage("cannot write the folder, will try again")
                    .setCause(failure)
                    .log();
            filesBehind = true;
            schedule.failed(System.nanoTime());
        }
    }

    /** Ends {@link #run}; from any thread. */
    void stop() {
        stopping = true;
        consumer.wakeUp();
    }
}
