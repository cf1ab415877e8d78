package dev.weir.formats.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Names to their index, by their bytes. */
final class NameTable {
    static final int UNKNOWN = -1;
    static final int END = Integer.MIN_VALUE;

    private final byte[][] names;
    private final int[] slots;
    private final int mask;

    NameTable(List<String> all) {
        names = all.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        slots = new int[Integer.highestOneBit(Math.max(1, names.length)) * 4];
        mask = slots.length - 1;
        Arrays.fill(slots, UNKNOWN);
        for (int i = 0; i < names.length; i++) {
            int slot = hash(names[i], 0, names[i].length) & mask;
            while (slots[slot] != UNKNOWN) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = i;
        }
    }

    /** The index of the name between two places, or {@link #UNKNOWN}. */
    int index(byte[] bytes, int from, int to) {
        for (int slot = hash(bytes, from, to) & mask; slots[slot] != UNKNOWN; slot = (slot + 1) & mask) {
            byte[] name = names[slots[slot]];
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return slots[slot];
            }
        }
        return UNKNOWN;
    }

    /** Of the length and a few bytes; names of one table differ in these more often than not. */
    private static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return 0;
        }
        int hash = length * 31 + bytes[from];
        hash = hash * 31 + bytes[from + length / 2];
        hash = hash * 31 + bytes[to - 1];
        hash = hash * 31 + bytes[from + length / 4];
        return hash ^ hash >>> 7;
    }
}
