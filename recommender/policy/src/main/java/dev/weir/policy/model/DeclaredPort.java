package dev.weir.policy.model;

import java.util.Comparator;

/**
 * A port that a container of a pod says it listens on. Saying so opens nothing and leaving it out closes nothing; it is
 * evidence of what the pod is for.
 *
 * @param port 1 to 65535
 */
public record DeclaredPort(Protocol protocol, int port) implements Comparable<DeclaredPort> {

    private static final Comparator<DeclaredPort> ORDER =
            Comparator.comparing(DeclaredPort::protocol).thenComparing(DeclaredPort::port);

    @Override
    public int compareTo(DeclaredPort other) {
        return ORDER.compare(this, other);
    }

    /** Like {@code TCP 80}. */
    @Override
    public String toString() {
        return protocol + " " + port;
    }
}
