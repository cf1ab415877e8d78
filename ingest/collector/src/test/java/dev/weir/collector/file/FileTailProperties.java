package dev.weir.collector.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.TestingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever is done to a log in whatever order, each line is read once. */
final class FileTailProperties {

    /** What may happen between two looks. */
    enum Event {
        WRITE,
        LOOK,
        WAIT,
        RENAME,
        COPY_AND_TRUNCATE,
        COMPRESS_NEWEST,
        RESTART
    }

    @Property(tries = 150)
    void everyLineIsReadOnceInItsOrder(@ForAll @Size(max = 25) List<Event> events) throws Exception {
        Path folder = Files.createTempDirectory("weir-tail-");
        try {
            Run run = new Run(folder);
            for (Event event : events) {
                run.apply(event);
            }
            run.apply(Event.WRITE);
            run.apply(Event.LOOK);
            run.apply(Event.WAIT);

            assertThat(run.heard.lines).isEqualTo(run.log.written());
            assertThat(run.heard.gaps).isZero();
        } finally {
            delete(folder);
        }
    }

    private static final class Run {
        private final TestingClock clock = new TestingClock();
        private final TestingLog log;
        private final Heard heard = new Heard();
        private FileTail tail;

        private Run(Path folder) throws IOException, InterruptedException {
            log = new TestingLog(folder);
            // Long enough that two files never begin alike.
            log.append(1);
            tail = new FileTail(log.path, Cursor.START, true, clock);
            heard.drain(tail);
        }

        private void apply(Event event) throws IOException, InterruptedException {
            switch (event) {
                case WRITE -> log.append(3);
                case LOOK -> heard.drain(tail);
                case WAIT -> {
                    heard.drain(tail);
                    clock.advance(Duration.ofSeconds(3));
                    heard.drain(tail);
                }
                case RENAME -> {
                    if (isWritten()) {
                        log.rename();
                    }
                }
                case COPY_AND_TRUNCATE -> {
                    if (isWritten()) {
                        log.copyAndTruncate();
                    }
                }
                case COMPRESS_NEWEST -> {
                    Path newest = log.path.resolveSibling("flows.log.1");
                    if (Files.exists(newest)) {
                        TestingLog.compress(newest);
                    }
                }
                case RESTART -> {
                    Cursor cursor = tail.cursor();
                    tail.close();
                    tail = new FileTail(log.path, cursor, true, clock);
                }
            }
        }

        private boolean isWritten() throws IOException {
            return Files.exists(log.path) && Files.size(log.path) > 0;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
