package dev.weir.job.operator;

import java.io.Serializable;
import java.time.Duration;

/**
 * How ends are matched with the inventory.
 *
 * @param waitForInventory whether flows wait for the first whole snapshot of {@code weir.inventory}
 * @param clockSkew how far the clocks of nodes and of the API server may be apart
 * @param longestWait how long an end that the inventory does not know is waited for
 * @param waitingCapacity how many sightings may wait in one instance; the oldest give way
 * @param reviewEvery how often the waiting are looked at
 */
public record IdentitySettings(
        boolean waitForInventory, Duration clockSkew, Duration longestWait, int waitingCapacity, Duration reviewEvery)
        implements Serializable {

    /** The same, with another longest wait. */
    public IdentitySettings withLongestWait(Duration other) {
        return new IdentitySettings(waitForInventory, clockSkew, other, waitingCapacity, reviewEvery);
    }

    /** Five seconds of skew, a minute of waiting, a hundred thousand that may wait. */
    public static IdentitySettings defaults(boolean waitForInventory) {
        return new IdentitySettings(
                waitForInventory, Duration.ofSeconds(5), Duration.ofSeconds(60), 100_000, Duration.ofSeconds(1));
    }
}
