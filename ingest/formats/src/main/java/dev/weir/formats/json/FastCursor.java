package dev.weir.formats.json;

import dev.weir.formats.Limits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Walks over plain JSON where it lies: no copy, no name or text made that its reader does not ask for.
 *
 * <p>Plain is what machines write: ASCII without escapes, whole numbers of at most 18 digits or with a fraction, no deeper
 * than the limits. All else, and all that is no JSON, ends in {@link NotPlain}, and the record is read again by the ordinary
 * parser, whose word on it counts. So a token of this class is always the ordinary parser's, which is what the fuzzer
 * checks.
 *
 * <p>INVARIANT: skipped values are checked like read ones, for a record with a fault behind its last interesting member is
 * a bad one.
 *
 * <p>Texts are passed over eight bytes at a time: a byte below 0x20, a quote, a backslash and a byte above 0x7F each set
 * their high bit in one word, and the lowest such bit is exact (Warren, Hacker's Delight, section 6-1).
 */
final class FastCursor extends JsonParserDelegate {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long HIGH = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final int MOST_DIGITS = 18;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_NAME = 1024;

    /** Says that the record is not for this class. It never leaves the document. */
    static final class NotPlain extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final NotPlain INSTANCE = new NotPlain();

        private NotPlain() {
            super("not plain", null, false, false);
        }
    }

    private byte[] bytes = new byte[0];
    private int at;
    private int limit;
    private @Nullable JsonToken token;
    private int nameStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;
    private int depth;

    /** A bit for each depth: whether the structure there is an object. */
    private long objects;

    /** Whether the innermost structure has had nothing yet. */
    private boolean first;

    FastCursor() {
        super(Json.parser(new byte[0], 0, 0));
    }

    /** For a reader that needs what only the ordinary parser can do. */
    static NotPlain notPlain() {
        return NotPlain.INSTANCE;
    }

    /** Starts at a value's first byte. */
    void start(byte[] in, int from, int to) {
        bytes = in;
        at = from;
        limit = to;
        token = null;
        depth = 0;
    }

    /** Behind the last byte that was read. */
    int position() {
        return at;
    }

    @Override
    public @Nullable JsonToken currentToken() {
        return token;
    }

    @Override
    public @Nullable JsonToken nextToken() {
        if (token == JsonToken.PROPERTY_NAME) {
            return value();
        }
        if (depth == 0) {
            return token == null ? value() : null;
        }
        boolean object = (objects >>> depth & 1) != 0;
        int b = space();
        if (b == (object ? '}' : ']')) {
            at++;
            depth--;
            first = false;
            return token = object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        }
        if (!first) {
            expect(b, ',');
            b = space();
        }
        first = false;
        return object ? name(b) : value();
    }

    /** The index of the next member's name, -1 for one that is not in the table; the end if there is none. */
    int nextMember(NameTable names) {
        if (nextToken() == JsonToken.END_OBJECT) {
            return NameTable.END;
        }
        return names.index(bytes, nameStart, nameEnd);
    }

    @Override
    public JsonParser skipChildren() {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            int outside = depth - 1;
            while (depth > outside) {
                nextToken();
            }
        }
        return this;
    }

    @Override
    public String currentName() {
        return text(nameStart, nameEnd);
    }

    @Override
    public String getString() {
        return text(valueStart, valueEnd);
    }

    @Override
    public int getStringLength() {
        return valueEnd - valueStart;
    }

    /** Never the big one: a number of so many digits is not plain. */
    @Override
    public NumberType getNumberType() {
        return NumberType.LONG;
    }

    @Override
    public long getLongValue() {
        boolean negative = bytes[valueStart] == '-';
        long number = 0;
        for (int i = negative ? valueStart + 1 : valueStart; i < valueEnd; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return negative ? -number : number;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private JsonToken name(int b) {
        if (b != '"') {
            throw NotPlain.INSTANCE;
        }
        nameStart = at + 1;
        nameEnd = quote(nameStart);
        at = nameEnd + 1;
        expect(space(), ':');
        if (nameEnd - nameStart > LONGEST_NAME) {
            throw NotPlain.INSTANCE;
        }
        return token = JsonToken.PROPERTY_NAME;
    }

    private JsonToken value() {
        int b = space();
        return token = switch (b) {
            case '"' -> string();
            case '{' -> open(true);
            case '[' -> open(false);
            case 't' -> literal("true", JsonToken.VALUE_TRUE);
            case 'f' -> literal("false", JsonToken.VALUE_FALSE);
            case 'n' -> literal("null", JsonToken.VALUE_NULL);
            default -> number(b);
        };
    }

    private JsonToken string() {
        valueStart = at + 1;
        valueEnd = quote(valueStart);
        at = valueEnd + 1;
        return JsonToken.VALUE_STRING;
    }

    private JsonToken open(boolean object) {
        if (++depth > Limits.DEPTH) {
            throw NotPlain.INSTANCE;
        }
        objects = object ? objects | 1L << depth : objects & ~(1L << depth);
        first = true;
        at++;
        return object ? JsonToken.START_OBJECT : JsonToken.START_ARRAY;
    }

    private JsonToken literal(String word, JsonToken meaning) {
        valueStart = at;
        for (int i = 0; i < word.length(); i++) {
            if (at == limit || bytes[at++] != word.charAt(i)) {
                throw NotPlain.INSTANCE;
            }
        }
        valueEnd = at;
        delimited();
        return meaning;
    }

    /** RFC 8259, section 6; with an exponent it is not plain. */
    private JsonToken number(int b) {
        valueStart = at;
        int from = b == '-' ? at + 1 : at;
        int digits = digits(from);
        boolean leadingZero = digits > 1 && bytes[from] == '0';
        if (digits == 0 || digits > MOST_DIGITS || leadingZero) {
            throw NotPlain.INSTANCE;
        }
        at = from + digits;
        boolean fraction = at < limit && bytes[at] == '.';
        if (fraction) {
            int more = digits(at + 1);
            if (more == 0 || more > LONGEST_NUMBER - 2 - digits) {
                throw NotPlain.INSTANCE;
            }
            at += 1 + more;
        }
        valueEnd = at;
        delimited();
        return fraction ? JsonToken.VALUE_NUMBER_FLOAT : JsonToken.VALUE_NUMBER_INT;
    }

    private int digits(int from) {
        int i = from;
        while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i - from;
    }

    private void delimited() {
        int b = at == limit ? -1 : bytes[at];
        boolean end = b == ',' || b == '}' || b == ']' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
        if (!end) {
            throw NotPlain.INSTANCE;
        }
    }

    /** Where the text that begins here has its closing quote. */
    private int quote(int from) {
        int i = from;
        while (i + Long.BYTES <= limit) {
            long word = (long) WORD.get(bytes, i);
            long quotes = word ^ ONES * '"';
            long escapes = word ^ ONES * '\\';
            long found = (word
                            | ((word - ONES * 0x20) & ~word)
                            | ((quotes - ONES) & ~quotes)
                            | ((escapes - ONES) & ~escapes))
                    & HIGH;
            if (found != 0) {
                return closing(i + (Long.numberOfTrailingZeros(found) >>> 3));
            }
            i += Long.BYTES;
        }
        while (i < limit && bytes[i] >= 0x20 && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return closing(i);
    }

    private int closing(int i) {
        if (i >= limit || bytes[i] != '"') {
            throw NotPlain.INSTANCE;
        }
        return i;
    }

    private int space() {
        while (at < limit) {
            int b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            at++;
        }
        throw NotPlain.INSTANCE;
    }

    private void expect(int b, char wanted) {
        if (b != wanted) {
            throw NotPlain.INSTANCE;
        }
        at++;
    }
}
