package dev.weir.formats;

import dev.weir.formats.BadRecord.Reason;

/** The bounds within which a value is read, so that no input takes more than its share of memory or time. */
public final class Limits {

    /** Bytes of a value, and of a text inside a wrapper: the default size limit of a Kafka record. */
    public static final int VALUE_BYTES = 1 << 20;

    /** Bytes that a compressed value may grow to: four times what an uncompressed one may have. */
    public static final int INFLATED_BYTES = 4 * VALUE_BYTES;

    /** Bytes of one line of a format that has a record a line; none comes near. */
    public static final int LINE_BYTES = 1 << 14;

    /** Objects and arrays inside one another. */
    public static final int DEPTH = 32;

    /** How many times a text that holds JSON is opened: once by the container's log, once by the tailer. */
    public static final int WRAPPERS = 2;

    /** Characters of one member that reaches a flow. Nothing in Kubernetes or DNS is that long; a URL's path may be. */
    public static final int FIELD_CHARS = 8192;

    /** Entries of one list or map that reaches a flow. */
    public static final int ENTRIES = 512;

    /** Bad pieces that are told apart in one value, and breaks in its JSON after which it is read on. */
    public static final int BAD_PIECES = 1000;

    /** Characters of a bad piece's detail. */
    public static final int DETAIL_CHARS = 200;

    private Limits() {}

    /** Whether a value of so many bytes is read at all; one that is not is told to the sink. */
    public static boolean admit(int length, DecodeSink sink) {
        if (length == 0) {
            sink.bad(new BadRecord(Reason.EMPTY, "no bytes", 0, 0));
            return false;
        }
        if (length > VALUE_BYTES) {
            sink.bad(new BadRecord(Reason.TOO_LARGE, length + " bytes; the limit is " + VALUE_BYTES, 0, length));
            return false;
        }
        return true;
    }

    static String cut(String text, int chars) {
        return text.length() <= chars ? text : text.substring(0, chars);
    }
}
