package dev.weir.formats.netflow;

import com.google.protobuf.ByteString;
import dev.weir.formats.Limits;
import dev.weir.formats.wire.Numbers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The record that every data record is read into, one after the other. Which elements it has is the template's, so nothing
 * is cleared between two records: a slot without an element is never asked for. A number is kept as such, anything else as
 * its place among the bytes, which must not change before the next record is read.
 */
final class FlowRecord {
    private static final int SLOTS = Element.values().length;
    private static final boolean[] NOTHING = new boolean[SLOTS];

    private final long[] slots = new long[SLOTS];
    private byte[] bytes = {};
    private boolean[] has = NOTHING;

    static boolean[] noElements() {
        return new boolean[SLOTS];
    }

    void begin(byte[] source, boolean[] elements) {
        bytes = source;
        has = elements;
    }

    void number(int slot, int at, int length) {
        slots[slot] = length >= 1 && length <= Long.BYTES ? Numbers.unsigned(bytes, at, length) : 0;
    }

    void place(int slot, int at, int length) {
        slots[slot] = (long) at << Integer.SIZE | length;
    }

    boolean has(Element element) {
        return has[element.ordinal()];
    }

    /** An unsigned number of up to 64 bits; 0 where it is absent. */
    long number(Element element) {
        return has(element) ? slots[element.ordinal()] : 0;
    }

    /** As {@link #number(Element)}, but only one that fits an unsigned width of up to 31 bits; else 0. */
    int small(Element element, int last) {
        long number = number(element);
        return number >= 0 && number <= last ? (int) number : 0;
    }

    /** An address of 4 or 16 bytes, or null. */
    @Nullable
    ByteString address(Element element) {
        int length = length(element);
        return length == 4 || length == 16 ? ByteString.copyFrom(bytes, at(element), length) : null;
    }

    /** Whether there is an address, and not only zeros. */
    boolean isAddress(Element element) {
        int length = length(element);
        int at = at(element);
        return (length == 4 || length == 16) && !Numbers.isAllZero(bytes, at, at + length);
    }

    /** Text without the zeros that fill a fixed length; empty where it is absent. */
    String text(Element element) {
        int at = at(element);
        int end = at + Math.min(length(element), Limits.FIELD_CHARS);
        while (end > at && bytes[end - 1] == 0) {
            end--;
        }
        return end == at ? "" : new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }

    private int at(Element element) {
        return has(element) ? (int) (slots[element.ordinal()] >>> Integer.SIZE) : 0;
    }

    private int length(Element element) {
        return has(element) ? (int) slots[element.ordinal()] : 0;
    }
}
