package dev.weir.collector.intake;

import java.io.IOException;
import java.util.Optional;

/** Something that flows come from. */
public interface Source {

    /** A short name for logs, metrics and health: {@code files}, {@code udp}. */
    String name();

    /**
     * Reads until its end, or until {@link #stop}; what was read by then is on the broker when this returns.
     *
     * @throws IOException if it cannot be read, now or ever
     * @throws InterruptedException if there was no time left to end in peace
     */
    void run(Intake intake) throws IOException, InterruptedException;

    /** Asks {@link #run} to end soon; from any thread, more than once. */
    void stop();

    /** Why no flows can come from it at the moment, or empty if they can. */
    Optional<String> problem();
}
