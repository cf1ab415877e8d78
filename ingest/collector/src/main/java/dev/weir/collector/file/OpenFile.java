package dev.weir.collector.file;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file that is being read. It stays the same one when its name goes to another. */
final class OpenFile implements Closeable {

    /** What has become of the name since. */
    enum Change {
        NONE,
        /** No file has the name. */
        GONE,
        /** Another file has it. */
        REPLACED,
        /** The same file has other content. */
        TRUNCATED
    }

    private final Path path;
    private final @Nullable Object key;
    private final @Nullable FileChannel channel;
    private final Recorder in;
    private final Lines lines;

    private OpenFile(Path path, @Nullable Object key, @Nullable FileChannel channel, Recorder in, long offset) {
        this.path = path;
        this.key = key;
        this.channel = channel;
        this.in = in;
        this.lines = new Lines(in, offset);
    }

    /** Opens a file's content at an offset that it reaches. */
    static OpenFile open(Path path, long offset) throws IOException {
        while (true) {
            @Nullable Object key = keyOf(path);
            @Nullable FileChannel channel = Content.isCompressed(path) ? null : FileChannel.open(path);
            Recorder in = new Recorder(channel == null ? Content.open(path) : Channels.newInputStream(channel));
            try {
                in.skipNBytes(offset);
                // Between the two steps the name may have gone to another file.
                if (Objects.equals(key, keyOf(path))) {
                    return new OpenFile(path, key, channel, in, offset);
                }
            } catch (IOException unreadable) {
                in.close();
                throw unreadable;
            }
            in.close();
        }
    }

    Lines lines() {
        return lines;
    }

    Path path() {
        return path;
    }

    /** How far it was read. */
    Cursor cursor() {
        long offset = lines.offset();
        return new Cursor(Head.of(Arrays.copyOf(in.first, (int) Math.min(in.recorded, offset))), offset);
    }

    Change change() throws IOException {
        // First the content: a file may be cut off and then renamed as well.
        if (channel != null && hasOtherContent(channel)) {
            return Change.TRUNCATED;
        }
        try {
            return Objects.equals(key, keyOf(path)) ? Change.NONE : Change.REPLACED;
        } catch (NoSuchFileException gone) {
            return Change.GONE;
        }
    }

    /** Whether it has content and nothing of it was read. */
    boolean isUntouched() throws IOException {
        return channel != null && lines.position() == 0 && channel.size() > 0;
    }

    private boolean hasOtherContent(FileChannel file) throws IOException {
        long size = file.size();
        if (size <= lines.position()) {
            return size < lines.position();
        }
        // Cut off and written to again, it may be long enough already.
        Head head = cursor().head();
        ByteBuffer first = ByteBuffer.allocate(head.length());
        while (first.hasRemaining() && file.read(first, first.position()) > 0) {
            continue;
        }
        return !Head.of(Arrays.copyOf(first.array(), first.position())).equals(head);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static @Nullable Object keyOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** Remembers the first bytes that pass. */
    private static final class Recorder extends FilterInputStream {
        private final byte[] first = new byte[Head.MOST];
        private int recorded;

        private Recorder(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = super.read(bytes, offset, length);
            int kept = Math.min(Math.max(0, got), first.length - recorded);
            System.arraycopy(bytes, offset, first, recorded, kept);
            recorded += kept;
            return got;
        }

        /** Reads the first bytes of what is passed over, too. */
        @Override
        public long skip(long count) throws IOException {
            if (recorded == first.length) {
                return super.skip(count);
            }
            byte[] passed = new byte[(int) Math.min(count, first.length - recorded)];
            return Math.max(0, read(passed, 0, passed.length));
        }
    }
}
