package dev.weir.collector.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file's content, with gzip seen through. */
final class Content {
    private static final int BUFFER_BYTES = 1 << 16;

    private Content() {}

    static boolean isCompressed(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".gz");
    }

    static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        if (!isCompressed(file)) {
            return raw;
        }
        try {
            return new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES), BUFFER_BYTES);
        } catch (IOException notGzip) {
            raw.close();
            throw notGzip;
        }
    }

    /** @throws EOFException if the content is shorter than that */
    static InputStream open(Path file, long offset) throws IOException {
        InputStream in = open(file);
        try {
            in.skipNBytes(offset);
            return in;
        } catch (IOException tooShort) {
            in.close();
            throw tooShort;
        }
    }
}
