package dev.weir.collector.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what is written to one path, through every rotation of it.
 *
 * <p>There is one question, asked at the start and whenever a file is read to its end and is no longer the one that the
 * path names: where is the file that the cursor points into? If the path still names it, it is read on. If it was rotated,
 * the rest of it is read, then every file that was rotated after it, then the path. If it is nowhere, there is a gap.
 */
final class FileTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileTail.class);

    /** Lines of one visit, so that other files get their turn. */
    private static final int LINES = 1000;

    /** How long a writer may go on writing to a file whose name it has lost. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Takes what was read. */
    interface Reader {
        void line(byte[] line, Path file, long offset) throws InterruptedException;

        /** An unknown amount of what was written to the path cannot be read. */
        void gap(Path path) throws InterruptedException;
    }

    private final Path path;
    private final RotatedFiles rotated;
    private final boolean follows;
    private final Clock clock;
    private Cursor cursor;
    private @Nullable OpenFile open;
    private boolean isLive;
    private boolean ended;

    /** The open file gives no more, although there is more in it. */
    private boolean cutOff;

    /** No file was rotated between the one that was read last and the open one. */
    private boolean isVetted;

    private long quietSinceMs;

    /**
     * @param cursor how far the path was read before
     * @param follows whether to wait for more at the end of the path
     */
    FileTail(Path path, Cursor cursor, boolean follows, Clock clock) {
        this.path = path;
        this.rotated = new RotatedFiles(path);
        this.cursor = cursor;
        this.follows = follows;
        this.clock = clock;
    }

    /** Reads some lines and says whether there were any. */
    boolean poll(Reader reader) throws IOException, InterruptedException {
        OpenFile file = open == null ? openNext(false, reader) : open;
        if (file == null) {
            return false;
        }
        OpenFile.Change change = isLive ? file.change() : OpenFile.Change.NONE;
        if (change == OpenFile.Change.TRUNCATED) {
            // What was not read of it, an unfinished line included, is in the copy if somebody made one.
            leave(file);
            return openNext(false, reader) != null;
        }
        if (isLive && !isVetted && file.isUntouched()) {
            // Since it was opened empty, it may have been filled, copied and cut off again, more than once.
            leave(file);
            file = openNext(true, reader);
            isVetted = true;
        }
        if (file == null) {
            return false;
        }
        if (readSome(file, reader)) {
            quietSinceMs = clock.millis();
            return true;
        }
        return isAtItsEnd(change) && finish(file, reader);
    }

    /** How far the path was read. */
    Cursor cursor() {
        // A file of which nothing was read cannot be found again; the one before it can.
        return open == null || open.lines().offset() == 0 ? cursor : open.cursor();
    }

    /** Whether all is read and nothing is waited for. */
    boolean ended() {
        return ended;
    }

    boolean isThere() {
        return open != null || Files.isReadable(path);
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            leave(open);
        }
    }

    private boolean readSome(OpenFile file, Reader reader) throws IOException, InterruptedException {
        for (int i = 0; i < LINES; i++) {
            long offset = file.lines().offset();
            byte[] line = nextLine(file, reader);
            if (line == null) {
                return i > 0;
            }
            reader.line(line, file.path(), offset);
        }
        return true;
    }

    private byte @Nullable [] nextLine(OpenFile file, Reader reader) throws IOException, InterruptedException {
        try {
            return file.lines().next();
        } catch (EOFException | ZipException broken) {
            LOG.warn("compressed file cannot be read to its end: file={} reason={}", file.path(), broken.getMessage());
            reader.gap(file.path());
            cutOff = true;
            return null;
        }
    }

    private boolean isAtItsEnd(OpenFile.Change change) {
        if (!isLive || !follows) {
            return true;
        }
        return change == OpenFile.Change.REPLACED && clock.millis() - quietSinceMs >= GRACE.toMillis();
    }

    /** Takes a last line without a line feed, and goes on to the next file. */
    private boolean finish(OpenFile file, Reader reader) throws IOException, InterruptedException {
        long offset = file.lines().offset();
        byte[] last = file.lines().last();
        if (last != null) {
            reader.line(last, file.path(), offset);
        }
        boolean wasReplaced = isLive && file.change() == OpenFile.Change.REPLACED;
        if (isLive && !follows && !wasReplaced) {
            ended = true;
            return last != null;
        }
        leave(file);
        return openNext(wasReplaced || cutOff, reader) != null;
    }

    private void leave(OpenFile file) throws IOException {
        cursor = cursor();
        open = null;
        file.close();
    }

    /** @param readToItsEnd whether the cursor's file has nothing left, wherever it is */
    private @Nullable OpenFile openNext(boolean readToItsEnd, Reader reader) throws IOException, InterruptedException {
        try {
            OpenFile next = next(readToItsEnd, reader);
            LOG.info(
                    "reading: path={} file={} offset={}",
                    path,
                    next.path(),
                    next.lines().offset());
            quietSinceMs = clock.millis();
            cutOff = false;
            isVetted = false;
            open = next;
            return next;
        } catch (NoSuchFileException renamedMeanwhile) {
            // The next visit finds it under its new name.
            ended = !follows && !Files.exists(path);
            return null;
        }
    }

    private OpenFile next(boolean readToItsEnd, Reader reader) throws IOException, InterruptedException {
        if (cursor.offset() == 0) {
            return live(0);
        }
        if (!readToItsEnd && isInPath()) {
            return live(cursor.offset());
        }
        List<Path> files = rotated.oldestFirst();
        int at = RotatedFiles.find(files, cursor);
        if (at < 0 && !readToItsEnd) {
            LOG.warn("file is gone before it was read to its end: path={} offset={}", path, cursor.offset());
            reader.gap(path);
        }
        if (at >= 0 && !readToItsEnd && hasMore(files.get(at))) {
            return rotated(files.get(at), cursor.offset());
        }
        for (int i = at + 1; at >= 0 && i < files.size(); i++) {
            if (!isEmpty(files.get(i))) {
                return rotated(files.get(i), 0);
            }
        }
        return live(0);
    }

    private boolean isInPath() throws IOException {
        return Files.size(path) >= cursor.offset() && cursor.head().isOf(path);
    }

    private boolean hasMore(Path file) throws IOException {
        return isLongerThan(cursor.offset(), file);
    }

    private static boolean isEmpty(Path file) throws IOException {
        return !isLongerThan(0, file);
    }

    private static boolean isLongerThan(long offset, Path file) throws IOException {
        try (InputStream in = Content.open(file, offset)) {
            return in.read() >= 0;
        } catch (EOFException | ZipException nothing) {
            LOG.debug("nothing more: file={} reason={}", file, nothing.getMessage());
            return false;
        }
    }

    private OpenFile live(long offset) throws IOException {
        OpenFile file = OpenFile.open(path, offset);
        isLive = true;
        return file;
    }

    private OpenFile rotated(Path file, long offset) throws IOException {
        OpenFile opened = OpenFile.open(file, offset);
        isLive = false;
        return opened;
    }
}
