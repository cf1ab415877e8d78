package dev.weir.formats.json;

import com.google.protobuf.ByteString;

/** Fields of a line of text as values; a field that cannot be one is a {@link BadField} that names it. */
public final class Texts {
    private static final int DIGITS = 18;

    private Texts() {}

    /** A whole number of 0 to the most, in plain digits. */
    public static long number(String field, String text, long most) {
        if (!isNumber(text) || Long.parseLong(text) > most) {
            throw new BadField("field \"" + field + "\" is out of range or no whole number");
        }
        return Long.parseLong(text);
    }

    public static int port(String field, String text) {
        return (int) number(field, text, 0xFFFF);
    }

    /** The bytes of an address; empty for an empty text. */
    public static ByteString address(String field, String text) {
        ByteString address = text.isEmpty() ? ByteString.EMPTY : Addresses.parse(text);
        if (address == null) {
            throw new BadField("field \"" + field + "\" is no IP address");
        }
        return address;
    }

    /** Plain digits, few enough for a long. */
    public static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
