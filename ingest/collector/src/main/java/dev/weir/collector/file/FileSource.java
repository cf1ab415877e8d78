package dev.weir.collector.file;

import dev.weir.collector.intake.Intake;
import dev.weir.collector.intake.Losses;
import dev.weir.collector.intake.RecordIntake;
import dev.weir.collector.intake.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Files, each through all its rotations, on one thread. */
public final class FileSource implements Source {
    private final FileSettings settings;
    private final Clock clock;
    private final List<Followed> followed;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** A path on its way. */
    private record Followed(FileTail tail, CursorFile cursor) {}

    /** @throws IOException if a position that was saved cannot be read */
    public FileSource(FileSettings settings, Clock clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.followed = new ArrayList<>();
        Files.createDirectories(settings.state());
        for (Path path : settings.paths()) {
            CursorFile saved = new CursorFile(settings.state(), path);
            Cursor cursor = saved.load().orElse(Cursor.START);
            followed.add(new Followed(new FileTail(path, cursor, settings.follows(), clock), saved));
        }
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public void run(Intake intake) throws IOException, InterruptedException {
        FileTail.Reader reader = new Taker(intake);
        long savedMs = clock.millis();
        boolean unsaved = false;
        while (stopped.getCount() > 0 && !followed.stream().allMatch(one -> one.tail.ended())) {
            boolean any = pollAll(reader);
            unsaved |= any;
            if (unsaved && clock.millis() - savedMs >= settings.save().toMillis()) {
                save(intake);
                savedMs = clock.millis();
                unsaved = false;
            }
            if (!any) {
                stopped.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        save(intake);
        for (Followed one : followed) {
            one.tail.close();
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public Optional<String> problem() {
        List<Path> missing = settings.paths().stream()
                .filter(path -> !Files.isReadable(path))
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of("cannot be read: " + missing);
    }

    private boolean pollAll(FileTail.Reader reader) throws IOException, InterruptedException {
        boolean any = false;
        for (Followed one : followed) {
            any |= !one.tail.ended() && one.tail.poll(reader);
        }
        return any;
    }

    // INVARIANT: a saved position is never ahead of the broker.
    private void save(Intake intake) throws IOException, InterruptedException {
        intake.flush();
        for (Followed one : followed) {
            one.cursor.save(one.tail.cursor());
        }
    }

    private final class Taker implements FileTail.Reader {
        private final Intake intake;
        private final RecordIntake records;

        private Taker(Intake intake) {
            this.intake = intake;
            this.records = new RecordIntake(settings.format(), intake);
        }

        @Override
        public void line(byte[] line, Path file, long offset) throws InterruptedException {
            if (line.length > 0) {
                records.take(line, "file:" + file, offset);
            }
        }

        @Override
        public void gap(Path path) throws InterruptedException {
            long now = clock.millis();
            intake.flow(Losses.ofUnknownAmount(
                    Losses.FILE_ROTATED_AWAY, settings.format().decoder().format(), now));
        }
    }
}
