package dev.weir.traffic.admission;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a client counts as sweeping peers or ports.
 *
 * @param unansweredTargets different server ports within the window that did not answer
 * @param newTargets different server ports within the window that were new, answered or not;
 *     {@link Integer#MAX_VALUE} = no limit
 * @param window the span in which they are counted
 */
public record Sweep(int unansweredTargets, int newTargets, Duration window) implements Serializable {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    public Sweep {
        AdmissionSettings.atLeast(2, unansweredTargets, "unansweredTargets");
        AdmissionSettings.atLeast(2, newTargets, "newTargets");
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("The window of a sweep is " + window + "; give a positive duration");
        }
    }

    /** Sixteen that did not answer in five minutes. */
    public static Sweep defaults() {
        return new Sweep(16, Integer.MAX_VALUE, FIVE_MINUTES);
    }

    /** Besides, no more than 64 new ones in five minutes, whether they answer or not. */
    public static Sweep strict() {
        return new Sweep(16, 65, FIVE_MINUTES);
    }

    public boolean limitsNewTargets() {
        return newTargets != Integer.MAX_VALUE;
    }
}
