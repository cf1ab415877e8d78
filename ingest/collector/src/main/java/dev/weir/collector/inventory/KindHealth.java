package dev.weir.collector.inventory;

import java.time.Instant;

/**
 * How the watch of one kind of object is.
 *
 * @param kind like {@code apps/v1 Deployment}
 * @param state what it does
 * @param status HTTP status of the refusal, 403 or 404, if it is skipped; 0 otherwise
 * @param lastHeard when an object or a list came last, or the watch began
 * @param objects how many there are
 */
public record KindHealth(String kind, State state, int status, Instant lastHeard, int objects) {

    /** What the watch of a kind does. */
    public enum State {
        /** The first list has not come yet. */
        STARTING,
        /** The list has come, changes follow. */
        WATCHING,
        /** The API server has no such kind, or does not let us see it. */
        SKIPPED
    }
}
