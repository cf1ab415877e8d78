package dev.weir.exporters.netflow;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Encodes a record: a number, a text, an address or bytes for each field of its layout. */
final class Values {
    private static final int LONG_FORM = 255;

    private Values() {}

    static byte[] record(Layout layout, List<?> values) {
        if (values.size() != layout.fields().size()) {
            throw new IllegalArgumentException(
                    "A record of " + layout.fields().size() + " fields has not " + values.size() + " values");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < values.size(); i++) {
            int length = layout.fields().get(i).length();
            byte[] bytes = bytes(values.get(i), length);
            if (length == Field.VARIABLE) {
                prefix(out, bytes.length);
            }
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    /** RFC 7011 §7: one byte, or 255 and two. */
    private static void prefix(ByteArrayOutputStream out, int length) {
        if (length < LONG_FORM) {
            out.write(length);
        } else {
            out.write(LONG_FORM);
            out.write(length >> 8);
            out.write(length);
        }
    }

    private static byte[] bytes(Object value, int length) {
        if (value instanceof Number number) {
            return number(number.longValue(), length == Field.VARIABLE ? Long.BYTES : length);
        }
        if (value instanceof InetAddress address) {
            return address.getAddress();
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
        return length == Field.VARIABLE ? text : Arrays.copyOf(text, length);
    }

    private static byte[] number(long number, int length) {
        byte[] eight = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        if (length <= Long.BYTES) {
            return Arrays.copyOfRange(eight, Long.BYTES - length, Long.BYTES);
        }
        byte[] wide = new byte[length];
        System.arraycopy(eight, 0, wide, length - Long.BYTES, Long.BYTES);
        return wide;
    }
}
