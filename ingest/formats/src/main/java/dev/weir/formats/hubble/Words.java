package dev.weir.formats.hubble;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.weir.formats.Limits;
import dev.weir.formats.json.Addresses;
import dev.weir.formats.json.BadField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Single values of a message, within the bounds and by the rules that hold for the JSON's. */
final class Words {
    private static final int PORT = 0xFFFF;
    private static final long NANOS = 1_000_000_000L;

    /** The year 2262 begins, in which a long of nanoseconds ends. */
    private static final long LAST_SECOND = 9_214_646_400L;

    /** Behind the first day of the year 1, which Go writes for a clock that was never set. */
    private static final long ZERO_DAY_END = -62_135_596_800L + 86_400;

    private Words() {}

    static String text(String field, String text) {
        if (text.length() > Limits.FIELD_CHARS) {
            throw new BadField("field \"" + field + "\" is longer than " + Limits.FIELD_CHARS + " characters");
        }
        return text;
    }

    static List<String> texts(String field, List<String> texts) {
        entries(field, texts);
        texts.forEach(text -> text(field, text));
        return texts;
    }

    static <T> List<T> entries(String field, List<T> entries) {
        if (entries.size() > Limits.ENTRIES) {
            throw new BadField("field \"" + field + "\" has more than " + Limits.ENTRIES + " entries");
        }
        return entries;
    }

    /** A whole number of 0 to 65535. */
    static int uint16(String field, int number) {
        if (number < 0 || number > PORT) {
            throw new BadField("field \"" + field + "\" is out of range");
        }
        return number;
    }

    /** The same; 0 is what Protobuf makes of an absent one. */
    static int uint16OrAbsent(String field, int number) {
        return number == 0 ? RawFlow.ABSENT : uint16(field, number);
    }

    static @Nullable ByteString address(String field, String text) {
        return text.isEmpty() ? null : knownAddress(field, text);
    }

    static ByteString knownAddress(String field, String text) {
        ByteString address = Addresses.parse(text);
        if (address == null) {
            throw new BadField("field \"" + field + "\" is no IP address");
        }
        return address;
    }

    /** An enumeration's name, or its number if it has none here, as JSON writes it. */
    static String word(@Nullable Enum<?> known, int number) {
        return known == null ? Integer.toString(number) : known.name();
    }

    /** Nanoseconds since the epoch; 0 for the zero time of a clock that was never set. */
    static long time(String field, Timestamp time) {
        if (time.getSeconds() < ZERO_DAY_END) {
            return 0;
        }
        if (!isTime(time)) {
            throw new BadField("field \"" + field + "\" is no time of 1970 to 2261");
        }
        return nanos(time);
    }

    static boolean isTime(Timestamp time) {
        boolean second = time.getSeconds() >= 0 && time.getSeconds() < LAST_SECOND;
        return second && time.getNanos() >= 0 && time.getNanos() < NANOS;
    }

    static long nanos(Timestamp time) {
        return time.getSeconds() * NANOS + time.getNanos();
    }
}
