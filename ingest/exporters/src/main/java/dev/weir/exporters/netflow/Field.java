package dev.weir.exporters.netflow;

/**
 * A field of a template (RFC 7011 §3.2).
 *
 * @param enterprise private enterprise number; 0 for IANA's elements
 * @param number 15 bits; in v9, which has no enterprises, 16
 * @param length bytes; {@link #VARIABLE} where each record tells its own
 */
public record Field(long enterprise, int number, int length) {
    public static final int VARIABLE = 65535;
    public static final long REVERSE = 29305;
    public static final long ANTREA = 56506;

    /** One of IANA's elements. */
    public static Field of(int number, int length) {
        return new Field(0, number, length);
    }

    /** The same element of the other direction (RFC 5103). */
    public Field reverse() {
        return new Field(REVERSE, number, length);
    }

    public static Field antrea(int number, int length) {
        return new Field(ANTREA, number, length);
    }
}
