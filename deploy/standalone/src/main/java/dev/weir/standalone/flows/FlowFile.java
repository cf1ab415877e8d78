package dev.weir.standalone.flows;

import dev.weir.formats.Format;
import dev.weir.formats.netflow.MessageStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of flow records, one a line, or of NetFlow or IPFIX messages, one behind the other; {@code -} is standard input, and
 * gzip is seen through. Lines are bytes: what is not text is for the decoder to judge.
 *
 * @param path the file
 * @param format what it holds
 */
public record FlowFile(Path path, Format format) {
    /** Longest line that is handed on, bytes; of a longer one only so much, which every decoder refuses as too large. */
    public static final int LONGEST_LINE = 4 * 1024 * 1024;

    private static final int LINES_TO_RECOGNISE = 20;
    private static final Path STANDARD_INPUT = Path.of("-");

    /** Takes a line; {@code number} counts from 1. */
    @FunctionalInterface
    public interface LineSink {
        void line(byte[] line, long number) throws IOException;
    }

    /** Tells what the file holds by its first lines, or empty where no format or more than one could read them. */
    public static Optional<Format> recognise(Path path) throws IOException {
        try (InputStream in = open(path)) {
            if (isBinary(in)) {
                byte[] message = new MessageStream(in).next();
                return message == null ? Optional.empty() : Format.recognise(message, 0, message.length);
            }
            Lines lines = new Lines(in);
            for (int i = 0; i < LINES_TO_RECOGNISE; i++) {
                byte[] line = lines.next();
                if (line == null) {
                    return Optional.empty();
                }
                Optional<Format> format = line.length == 0 ? Optional.empty() : Format.recognise(line, 0, line.length);
                if (format.isPresent()) {
                    return format;
                }
            }
            return Optional.empty();
        }
    }

    /** Whether the order of the file's pieces must be kept, since one is read by what those before it told. */
    public boolean isOrdered() {
        return format == Format.NETFLOW || format == Format.IPFIX;
    }

    /** Hands on every line that is not empty, or every message. */
    public void forEachLine(LineSink sink) throws IOException {
        try (InputStream in = open(path)) {
            if (isOrdered()) {
                forEachMessage(in, sink);
                return;
            }
            Lines lines = new Lines(in);
            long number = 0;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                number++;
                if (line.length > 0) {
                    sink.line(line, number);
                }
            }
        }
    }

    private static void forEachMessage(InputStream in, LineSink sink) throws IOException {
        MessageStream messages = new MessageStream(in);
        long number = 0;
        for (byte[] message = messages.next(); message != null; message = messages.next()) {
            sink.line(message, ++number);
        }
    }

    /** No text begins with a zero, and the version that a message begins with does. */
    private static boolean isBinary(InputStream in) throws IOException {
        in.mark(1);
        boolean zero = in.read() == 0;
        in.reset();
        return zero;
    }

    /** How many bytes the file has, or -1 where nobody knows. */
    public long size() throws IOException {
        return path.equals(STANDARD_INPUT) ? -1 : Files.size(path);
    }

    private static InputStream open(Path path) throws IOException {
        InputStream raw = path.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(path);
        BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
    }

    /** Splits at line feeds; a carriage return before one belongs to it. */
    private static final class Lines {
        private final InputStream in;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(2048);

        Lines(InputStream in) {
            this.in = in;
        }

        byte @Nullable [] next() throws IOException {
            line.reset();
            int b = in.read();
            if (b < 0) {
                return null;
            }
            while (b >= 0 && b != '\n') {
                if (line.size() < LONGEST_LINE) {
                    line.write(b);
                }
                b = in.read();
            }
            byte[] bytes = line.toByteArray();
            boolean carriageReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
            return carriageReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        }
    }
}
