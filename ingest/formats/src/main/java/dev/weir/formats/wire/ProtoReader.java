package dev.weir.formats.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Limits;
import java.nio.charset.StandardCharsets;

/**
 * Reads Protobuf's encoding in place: no message, no copy and no object but what a caller asks for, so that a record whose
 * few wanted fields lie among many costs little more than its bytes. What protobuf-java refuses is refused here too, as far
 * as it is read. One instance serves one thread, value after value.
 *
 * <p>The callers ask for a {@link #tag()} and read its field or {@link #skip(int)} it, until the tag is 0.
 */
public final class ProtoReader {
    private static final int TYPE_BITS = 3;
    private static final int MOST_VARINT_BYTES = 10;

    private byte[] bytes = {};
    private int at;
    private int end;
    private int depth;

    /** Begins a message that fills a range. */
    public void begin(byte[] source, int from, int to) {
        bytes = source;
        at = from;
        end = to;
        depth = 0;
    }

    /** The next field's number and type; 0 at the end of the message at hand. */
    public int tag() {
        if (at == end) {
            return 0;
        }
        int tag = (int) varint();
        if (tag >>> TYPE_BITS == 0) {
            throw new BadWire(Reason.NOT_PROTOBUF, "field number 0");
        }
        return tag;
    }

    /** A number of up to 64 bits. */
    public long varint() {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        return longVarint();
    }

    private long longVarint() {
        long number = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            if (at >= end) {
                throw truncated();
            }
            byte next = bytes[at++];
            number |= (long) (next & 0x7F) << 7 * i;
            if (next >= 0) {
                return number;
            }
        }
        throw new BadWire(Reason.NOT_PROTOBUF, "a number of more than " + MOST_VARINT_BYTES + " bytes");
    }

    /** A number of 32 bits, of which Protobuf takes the lower where there are more. */
    public int int32() {
        return (int) varint();
    }

    /** Four bytes, the lowest first. */
    public int fixed32() {
        need(4);
        int number = (bytes[at] & 0xFF)
                | (bytes[at + 1] & 0xFF) << 8
                | (bytes[at + 2] & 0xFF) << 16
                | (bytes[at + 3] & 0xFF) << 24;
        at += 4;
        return number;
    }

    /** Goes into a message inside this one; returns what {@link #leave} wants. */
    public int enter() {
        int length = length();
        if (++depth > Limits.DEPTH) {
            throw new BadWire(Reason.TOO_DEEP, "messages nested deeper than " + Limits.DEPTH);
        }
        int outer = end;
        end = at + length;
        return outer;
    }

    /** Passes over the rest of the message at hand; returns where it ends. */
    public int passToEnd() {
        at = end;
        return at;
    }

    /** Goes back out, behind the message inside, which has been read to its end. */
    public void leave(int outer) {
        depth--;
        end = outer;
    }

    /** Bytes, copied. */
    public ByteString bytes() {
        int length = length();
        ByteString copy = ByteString.copyFrom(bytes, at, length);
        at += length;
        return copy;
    }

    /** A text, which must be UTF-8. */
    public String text() {
        int start = at;
        checkText();
        int from = start;
        while (bytes[from] < 0) {
            from++;
        }
        return new String(bytes, from + 1, at - from - 1, StandardCharsets.UTF_8);
    }

    /** Passes over a text that nobody reads, but that must be one. */
    public void checkText() {
        int length = length();
        if (!UnsafeByteOperations.unsafeWrap(bytes, at, length).isValidUtf8()) {
            throw new BadWire(Reason.NOT_UTF8, "a text that is not UTF-8");
        }
        at += length;
    }

    /** Passes over a message that nobody reads, but that must be one. */
    public void checkMessage() {
        int outer = enter();
        for (int tag = tag(); tag != 0; tag = tag()) {
            skip(tag);
        }
        leave(outer);
    }

    /** Passes over a list of numbers that nobody reads, but that must be one. */
    public void checkNumbers() {
        int outer = enter();
        while (at < end) {
            varint();
        }
        leave(outer);
    }

    /** Passes over a field of any kind. */
    public void skip(int tag) {
        switch (tag & 7) {
            case WireFormat.WIRETYPE_VARINT -> varint();
            case WireFormat.WIRETYPE_FIXED64 -> pass(8);
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> pass(length());
            case WireFormat.WIRETYPE_START_GROUP -> skipGroup(tag);
            case WireFormat.WIRETYPE_FIXED32 -> pass(4);
            default -> throw new BadWire(Reason.NOT_PROTOBUF, "a field of type " + (tag & 7));
        }
    }

    private void skipGroup(int start) {
        if (++depth > Limits.DEPTH) {
            throw new BadWire(Reason.TOO_DEEP, "groups nested deeper than " + Limits.DEPTH);
        }
        int stop = (start & ~7) | WireFormat.WIRETYPE_END_GROUP;
        for (int tag = tag(); tag != stop; tag = tag()) {
            if (tag == 0) {
                throw truncated();
            }
            skip(tag);
        }
        depth--;
    }

    /** Where the next byte is. */
    public int position() {
        return at;
    }

    private int length() {
        int length = (int) varint();
        if (length < 0) {
            throw new BadWire(Reason.NOT_PROTOBUF, "a negative length");
        }
        need(length);
        return length;
    }

    private void pass(int length) {
        need(length);
        at += length;
    }

    private void need(int length) {
        if (length > end - at) {
            throw truncated();
        }
    }

    private static BadWire truncated() {
        return new BadWire(Reason.TRUNCATED, "a message that ends early");
    }
}
