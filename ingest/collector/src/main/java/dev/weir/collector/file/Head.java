package dev.weir.collector.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file's first bytes, by which it is known again under another name, as a copy, or compressed.
 *
 * @param length how many, 0 to {@value #MOST}; a file of which nothing was read is not known at all
 * @param sha256 their digest, in hexadecimal digits
 */
record Head(int length, String sha256) {
    /** A flow's line has a time and addresses, so two files do not begin alike for so long. */
    static final int MOST = 1024;

    static final Head NONE = new Head(0, digest(new byte[0]));

    Head {
        if (length < 0 || length > MOST) {
            throw new IllegalArgumentException("a head of " + length + " bytes; 0 to " + MOST + ", please");
        }
    }

    /** @param first the file's first bytes, or all that were read of it if those are fewer */
    static Head of(byte[] first) {
        byte[] enough = first.length <= MOST ? first : Arrays.copyOf(first, MOST);
        return new Head(enough.length, digest(enough));
    }

    /** Whether the file begins like this. */
    boolean isOf(Path file) throws IOException {
        byte[] first = first(file, length);
        return first.length == length && digest(first).equals(sha256);
    }

    private static byte[] first(Path file, int length) throws IOException {
        try (InputStream in = Content.open(file)) {
            return in.readNBytes(length);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
