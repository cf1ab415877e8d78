package dev.weir.recommender.view;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keys and values of the columns as bytes. Numbers are big-endian, so that RocksDB's byte order is theirs. */
final class Bytes {
    /** Before every key. */
    static final byte[] FIRST = {};
    /** After every key: 0xff is in no UTF-8 text (RFC 3629, section 3) and starts no number that is not negative. */
    static final byte[] AFTER_LAST = {(byte) 0xff};

    private Bytes() {}

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static byte[] of(long number, byte[] rest) {
        return ByteBuffer.allocate(Long.BYTES + rest.length)
                .putLong(number)
                .put(rest)
                .array();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The number that the value starts with. */
    static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** What follows the number that the value starts with. */
    static byte[] afterNumber(byte[] bytes) {
        byte[] rest = new byte[bytes.length - Long.BYTES];
        System.arraycopy(bytes, Long.BYTES, rest, 0, rest.length);
        return rest;
    }
}
