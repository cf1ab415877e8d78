package dev.weir.collector.intake;

import dev.weir.v1.DeadLetter;
import dev.weir.v1.FlowEvent;

/** Where sources put what they have read; several may at once. */
public interface Intake {

    /**
     * Takes an event, after a wait if too much of what was taken before is not on the broker yet.
     *
     * @throws IllegalStateException if an earlier one could not be written and never will be
     */
    void flow(FlowEvent event) throws InterruptedException;

    /** Takes a piece that is no record; waits and fails as {@link #flow} does. */
    void dead(DeadLetter letter) throws InterruptedException;

    /**
     * Returns when all that was taken is on the broker.
     *
     * @throws IllegalStateException if any could not be written
     */
    void flush() throws InterruptedException;
}
