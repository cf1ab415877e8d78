package dev.weir.formats.json;

import dev.weir.formats.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Values that a tailer has compressed itself (RFC 1952), as CloudWatch's subscriptions and some log agents do. */
final class Gzip {
    private static final int CHUNK = 8192;

    private Gzip() {}

    /** Whether it begins like one; no text begins so. */
    static boolean isGzip(byte[] bytes, int offset, int length) {
        return length >= 2 && bytes[offset] == 0x1F && bytes[offset + 1] == (byte) 0x8B;
    }

    /**
     * What was compressed, at most a byte more than {@link Limits#INFLATED_BYTES}.
     *
     * @throws IOException if it is no gzip, or ends before its end
     */
    static byte[] inflate(byte[] bytes, int offset, int length) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes, offset, length), CHUNK)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            int left = Limits.INFLATED_BYTES + 1;
            for (int read; left > 0 && (read = in.read(chunk, 0, Math.min(CHUNK, left))) >= 0; left -= read) {
                out.write(chunk, 0, read);
            }
            return out.toByteArray();
        }
    }
}
