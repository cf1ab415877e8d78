package dev.weir.policy.recommend;

import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import java.util.Comparator;

/** A port of a transport protocol, 1 to 65535. */
record TransportPort(Protocol protocol, int port) implements Comparable<TransportPort> {

    private static final Comparator<TransportPort> ORDER =
            Comparator.comparing(TransportPort::protocol).thenComparing(TransportPort::port);

    TransportPort {
        if (port < Ports.LOWEST || port > Ports.HIGHEST) {
            throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
        }
    }

    @Override
    public int compareTo(TransportPort other) {
        return ORDER.compare(this, other);
    }

    /** Like {@code TCP 443}. */
    @Override
    public String toString() {
        return protocol + " " + port;
    }
}
