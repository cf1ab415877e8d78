package dev.weir.formats.json;

import com.google.protobuf.ByteString;
import dev.weir.formats.Limits;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Single values as exporters write them: protojson puts 64-bit numbers in quotes and enumerations as a word or a number,
 * others put any number in quotes. A value of another kind is a {@link BadField}.
 */
public final class Scalars {

    private Scalars() {}

    /** A text, with a lone surrogate replaced (U+FFFD), since Protobuf has no way to carry it. */
    public static String text(JsonParser in) {
        expect(in, JsonToken.VALUE_STRING, "a text");
        if (in.getStringLength() > Limits.FIELD_CHARS) {
            throw bad(in, "is longer than " + Limits.FIELD_CHARS + " characters");
        }
        return wellFormed(in.getString());
    }

    /** A text or a number, as text. */
    public static String word(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT || in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            return in.getString();
        }
        return text(in);
    }

    public static boolean flag(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_TRUE) {
            return true;
        }
        expect(in, JsonToken.VALUE_FALSE, "true or false");
        return false;
    }

    /** A whole number of 0 to 65535. */
    public static int uint16(JsonParser in) {
        return (int) unsigned(in, 0xFFFFL);
    }

    /** A whole number of 0 to 2^32-1, in the 32 bits of an int. */
    public static int uint32(JsonParser in) {
        return (int) unsigned(in, 0xFFFF_FFFFL);
    }

    /** A whole number of 0 to 2^64-1, in the 64 bits of a long. */
    public static long uint64(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long number = in.getLongValue();
            return number < 0 ? refuse(in) : number;
        }
        return parsed(in, word(in).strip());
    }

    private static long unsigned(JsonParser in, long most) {
        long number = uint64(in);
        return number < 0 || number > most ? refuse(in) : number;
    }

    private static long parsed(JsonParser in, String digits) {
        // parseUnsignedLong would take a sign, and digits of every script.
        boolean plain = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!plain || digits.length() > 20) {
            return refuse(in);
        }
        try {
            return Long.parseUnsignedLong(digits);
        } catch (NumberFormatException beyond64Bits) {
            return refuse(in);
        }
    }

    private static long refuse(JsonParser in) {
        throw bad(in, "is out of range or no whole number");
    }

    /** The bytes of an address; empty for an empty text. */
    public static ByteString address(JsonParser in) {
        String text = text(in);
        ByteString address = text.isEmpty() ? ByteString.EMPTY : Addresses.parse(text);
        if (address == null) {
            throw bad(in, "is no IP address");
        }
        return address;
    }

    /** Gives each element of an array to the taker; null elements are left out. */
    public static void each(JsonParser in, Consumer<JsonParser> taker) {
        expect(in, JsonToken.START_ARRAY, "an array");
        int entries = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (++entries > Limits.ENTRIES) {
                throw bad(in, "has more than " + Limits.ENTRIES + " entries");
            }
            if (in.currentToken() != JsonToken.VALUE_NULL) {
                taker.accept(in);
            }
        }
    }

    static void expect(JsonParser in, JsonToken wanted, String name) {
        if (in.currentToken() != wanted) {
            throw bad(in, "is not " + name);
        }
    }

    /** Names the member that the parser is at. */
    public static BadField bad(JsonParser in, String what) {
        @Nullable String member = in.currentName();
        return new BadField((member == null ? "value " : "member \"" + member + "\" ") + what);
    }

    /** The text with each lone surrogate replaced (U+FFFD). */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return withoutLoneSurrogates(text);
            }
        }
        return text;
    }

    private static String withoutLoneSurrogates(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isSurrogate(c) ? 0xFFFD : c));
        return out.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
