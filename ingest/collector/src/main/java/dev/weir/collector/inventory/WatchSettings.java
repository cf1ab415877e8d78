package dev.weir.collector.inventory;

import java.time.Duration;

/**
 * How a cluster is watched.
 *
 * @param pageSize objects asked for at once when listing, at least 1
 * @param longestSilence a kind that says nothing for so long is listed anew and compared; the API server cannot be trusted
 *     to report a broken watch
 */
public record WatchSettings(int pageSize, Duration longestSilence) {

    /** Pages of 500 as kubectl has, and a fresh list after half an hour of silence. */
    public static final WatchSettings DEFAULTS = new WatchSettings(500, Duration.ofMinutes(30));

    /** Checks the ranges. */
    public WatchSettings {
        if (pageSize < 1) {
            throw new IllegalArgumentException("pageSize " + pageSize + " must be at least 1");
        }
        if (longestSilence.isNegative() || longestSilence.isZero()) {
            throw new IllegalArgumentException("longestSilence " + longestSilence + " must be positive");
        }
    }
}
