package dev.weir.formats.wire;

/** Unsigned numbers in network order. The caller has checked that the bytes are there. */
public final class Numbers {
    private Numbers() {}

    public static int uint8(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    public static int uint16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    /** 32 bits, never negative. */
    public static long uint32(byte[] bytes, int at) {
        return (long) uint16(bytes, at) << 16 | uint16(bytes, at + 2);
    }

    /** Up to 64 bits, of which the highest is the sign of a long. */
    public static long unsigned(byte[] bytes, int at, int length) {
        return switch (length) {
            case 1 -> uint8(bytes, at);
            case 2 -> uint16(bytes, at);
            case 4 -> uint32(bytes, at);
            case 8 -> uint32(bytes, at) << 32 | uint32(bytes, at + 4);
            default -> anyLength(bytes, at, length);
        };
    }

    /** Reduced-size encoding (RFC 7011 §6.2) allows every length. */
    private static long anyLength(byte[] bytes, int at, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | uint8(bytes, at + i);
        }
        return number;
    }

    /** Where the zeros begin that the range ends with; its end if it ends with none. */
    public static int trailingZeros(byte[] bytes, int from, int to) {
        int at = to;
        while (at > from && bytes[at - 1] == 0) {
            at--;
        }
        return at;
    }

    public static boolean isAllZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
