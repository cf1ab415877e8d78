package dev.weir.traffic.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The k smallest 64-bit hashes of a set: exact while the set has at most k members, an estimate beyond that. Union
 * keeps the k smallest of both, so the result does not depend on order, grouping or repetition.
 *
 * <p>Source of the estimator: Bar-Yossef et al., "Counting distinct elements in a data stream" (2002), algorithm 2.
 */
public final class BottomSketch {
    private final int capacity;
    private long[] hashes;
    private int size;

    /** @param capacity how many hashes are kept, at least 2 */
    public BottomSketch(int capacity) {
        this.capacity = capacity;
        this.hashes = new long[Math.min(capacity, 2)];
    }

    /** Adds one member by its hash. */
    public void add(long hash) {
        int at = position(hash);
        if (at >= 0) {
            return;
        }
        int insertAt = -at - 1;
        if (insertAt >= capacity) {
            return;
        }
        if (size == hashes.length && size < capacity) {
            hashes = Arrays.copyOf(hashes, Math.min(capacity, size * 2));
        }
        int kept = Math.min(size, capacity - 1);
        System.arraycopy(hashes, insertAt, hashes, insertAt + 1, kept - insertAt);
        hashes[insertAt] = hash;
        size = kept + 1;
    }

    /** Adds every member of the other sketch. */
    public void addAll(BottomSketch other) {
        for (int i = 0; i < other.size; i++) {
            add(other.hashes[i]);
        }
    }

    /** How many distinct members were added; exact up to the capacity. */
    public long estimate() {
        if (size < capacity) {
            return size;
        }
        double share = ((double) (hashes[size - 1] >>> 11) + 1) / (1L << 53);
        return Math.max(size, Math.round((size - 1) / share));
    }

    /** The hashes kept, in unsigned ascending order. */
    public long[] hashes() {
        return Arrays.copyOf(hashes, size);
    }

    /** A well-mixed hash of a text, the same on every machine. */
    public static long hash(String text) {
        long h = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mix(h);
    }

    /** A well-mixed hash of a number (the finaliser of SplitMix64, a bijection). */
    public static long mix(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private int position(long hash) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(hashes[middle], hash);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -(low + 1);
    }
}
