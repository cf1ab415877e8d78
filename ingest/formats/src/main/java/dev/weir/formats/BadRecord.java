package dev.weir.formats;

/**
 * A piece of a value that gave no flow.
 *
 * @param detail for a person; at most {@link Limits#DETAIL_CHARS} characters
 * @param offset bytes from the start of the value; of the wrapper where the piece was inside one
 * @param length bytes
 */
public record BadRecord(Reason reason, String detail, int offset, int length) {

    public BadRecord {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("A place in a value is not negative: " + offset + "+" + length);
        }
        detail = Limits.cut(detail, Limits.DETAIL_CHARS);
    }

    /** Why a piece could not be read. */
    public enum Reason {
        /** Nothing there but white space. */
        EMPTY,
        /** Not the encoding that RFC 8259 demands. */
        NOT_UTF8,
        /** Not JSON where JSON was promised. */
        NOT_JSON,
        /** Begins like gzip (RFC 1952) and is none. */
        NOT_GZIP,
        /** Not Protobuf where Protobuf was promised. */
        NOT_PROTOBUF,
        /** Ends before the record does. */
        TRUNCATED,
        /** Well-formed, but of another exporter. */
        WRONG_FORMAT,
        /** Longer than a bound of {@link Limits}. */
        TOO_LARGE,
        /** Nested or wrapped deeper than a bound of {@link Limits}. */
        TOO_DEEP,
        /** A member that the format knows has a value it cannot have, or is there twice. */
        BAD_FIELD,
        /** Records whose layout a template tells that has not come. */
        NO_TEMPLATE,
        /** More bad pieces in one value than are told apart; this one reaches over those that are not. */
        TOO_MANY,
        /** This library failed, not the record: worth a bug report. */
        DEFECT
    }
}
