package dev.weir.collector.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream that may still grow at its line feeds, and knows where it is.
 *
 * <p>INVARIANT: {@link #offset} is the place behind the last line that was given out; an unfinished one is not counted.
 */
final class Lines {
    /** Longest line that is kept, bytes. Every decoder refuses one of this length as too large. */
    static final int LONGEST = 4 * 1024 * 1024;

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream(2048);
    private long unfinishedBytes;
    private long offset;

    /** @param offset of the stream's first byte in its file */
    Lines(InputStream in, long offset) {
        this.in = in;
        this.offset = offset;
    }

    /** The next line without its line feed, or null if there is no whole one yet. */
    byte @Nullable [] next() throws IOException {
        while (true) {
            int end = lineFeed();
            if (end >= 0) {
                keep(end);
                from = end + 1;
                return finish(1);
            }
            keep(to);
            from = 0;
            to = Math.max(0, in.read(buffer, 0, buffer.length));
            if (to == 0) {
                return null;
            }
        }
    }

    /** What stands behind the last line feed, as a line of its own; null if nothing does. */
    byte @Nullable [] last() {
        return unfinishedBytes == 0 ? null : finish(0);
    }

    long offset() {
        return offset;
    }

    /** Bytes read from the stream so far, and those before it. */
    long position() {
        return offset + unfinishedBytes + (to - from);
    }

    private int lineFeed() {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void keep(int end) {
        int room = LONGEST - unfinished.size();
        unfinished.write(buffer, from, Math.min(room, end - from));
        unfinishedBytes += end - from;
    }

    private byte[] finish(int lineFeed) {
        byte[] line = unfinished.toByteArray();
        offset += unfinishedBytes + lineFeed;
        unfinished.reset();
        unfinishedBytes = 0;
        boolean carriageReturn = line.length > 0 && line[line.length - 1] == '\r';
        return carriageReturn ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
