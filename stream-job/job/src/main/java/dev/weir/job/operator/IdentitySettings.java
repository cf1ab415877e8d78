package dev.weir.job.operator;

import java.io.Serializable;
import java.time.Duration;

/**
 * How ends are matched with the inventory.
 *
 * @param waitForInventory whether flows wait for the first whole snapshot of {@code weir.inventory}
 * @param clockSkew how far a node's clock may be from the API server's; two nodes' by twice that
 * @param inventoryDelay how late the inventory may tell of a change; ends known by their address alone wait as long
 * @param longestWait how long an end that the inventory does not know is waited for
 * @param waitingCapacity how many sightings may wait in one instance; the oldest give way
 * @param strangersKept how many edges with addresses outside or of nobody keep their addresses in one instance
 * @param endedKept how long pods that have ended are remembered; at least as long as flows are kept in Kafka
 * @param reviewEvery how often the waiting are looked at
 */
public record IdentitySettings(
        boolean waitForInventory,
        Duration clockSkew,
        Duration inventoryDelay,
        Duration longestWait,
        int waitingCapacity,
        int strangersKept,
        Duration endedKept,
        Duration reviewEvery)
        implements Serializable {

    /** The same, with another longest wait. */
    public IdentitySettings withLongestWait(Duration other) {
        return new IdentitySettings(
                waitForInventory,
                clockSkew,
                inventoryDelay,
                other,
                waitingCapacity,
                strangersKept,
                endedKept,
                reviewEvery);
    }

    /** After which the inventory has surely told of a time. */
    Duration settled() {
        return waitForInventory ? inventoryDelay.plus(clockSkew.multipliedBy(2)) : Duration.ZERO;
    }

    /**
     * Five seconds of skew, half a minute of delay, a minute of waiting, two hundred thousand that may wait, half a million
     * edges with strangers, eight days of
     * memory.
     */
    public static IdentitySettings defaults(boolean waitForInventory) {
        return new IdentitySettings(
                waitForInventory,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                200_000,
                500_000,
                Duration.ofDays(8),
                Duration.ofSeconds(1));
    }
}
