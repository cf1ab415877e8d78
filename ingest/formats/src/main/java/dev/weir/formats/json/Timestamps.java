package dev.weir.formats.json;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.OptionalLong;

/**
 * RFC 3339 times, and the same without a zone, to nanoseconds since the epoch.
 *
 * <p>By hand, since each record has two and java.time's formatter takes a microsecond for one. The years that fit 64 bits
 * of nanoseconds are 1970 to 2261.
 */
public final class Timestamps {

    private static final long NANOS = 1_000_000_000L;
    private static final int LAST_YEAR = 2261;

    private Timestamps() {}

    /** {@code 2021-11-10T10:40:56.4655977Z}; the T may be a space, and a zone is needed. Empty if it is no such time. */
    public static OptionalLong withZone(String text) {
        int zone = zone(text);
        return zone < 0 ? OptionalLong.empty() : parse(text, zone);
    }

    /** {@code 2021-11-10 10:40:56.465597}, read as UTC where it has no zone. Empty if it is no such time. */
    public static OptionalLong orUtc(String text) {
        int zone = zone(text);
        return parse(text, zone < 0 ? text.length() : zone);
    }

    /** Whether the text says where its clock stands. */
    public static boolean hasZone(String text) {
        return zone(text) >= 0;
    }

    /** Where the zone begins, or -1. */
    private static int zone(String text) {
        for (int at = 19; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == 'Z' || c == 'z' || c == '+' || c == '-') {
                return at;
            }
        }
        return -1;
    }

    private static OptionalLong parse(String text, int end) {
        if (end < 19 || !separated(text)) {
            return OptionalLong.empty();
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        long nanos = fraction(text, end);
        long offset = offsetSeconds(text, end);
        boolean clock = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
        if (!isDate(year, month, day) || !clock || nanos < 0 || offset == Long.MIN_VALUE) {
            return OptionalLong.empty();
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset;
        return OptionalLong.of(seconds * NANOS + nanos);
    }

    private static boolean separated(String text) {
        char middle = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (middle == 'T' || middle == 't' || middle == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= 1970
                && year <= LAST_YEAR
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(Year.isLeap(year));
    }

    /** The number between two places, or -1. */
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Nanoseconds after the second, or -1; digits beyond the ninth are read and dropped. */
    private static long fraction(String text, int end) {
        if (end == 19) {
            return 0;
        }
        if (text.charAt(19) != '.' || end == 20) {
            return -1;
        }
        long nanos = 0;
        for (int at = 20; at < Math.max(end, 29); at++) {
            int digit = at < end ? text.charAt(at) - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            nanos = at < 29 ? nanos * 10 + digit : nanos;
        }
        return nanos;
    }

    /** Seconds east of Greenwich, or the least long if it is no zone. */
    private static long offsetSeconds(String text, int at) {
        if (at == text.length()) {
            return 0;
        }
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            return at + 1 == text.length() ? 0 : Long.MIN_VALUE;
        }
        if (text.length() != at + 6 || text.charAt(at + 3) != ':') {
            return Long.MIN_VALUE;
        }
        int hours = digits(text, at + 1, at + 3);
        int minutes = digits(text, at + 4, at + 6);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Long.MIN_VALUE;
        }
        long seconds = (hours * 60L + minutes) * 60;
        return sign == '-' ? -seconds : seconds;
    }
}
