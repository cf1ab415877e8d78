package dev.weir.policy.eval;

import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;

/**
 * A connection to judge. Replies belong to it and need no probe of their own.
 *
 * @param port 1 to 65535: the port on the destination itself, after any translation by a Service
 */
public record Probe(Party from, Party to, int port, Protocol protocol) {

    public Probe {
        if (port < Ports.LOWEST || port > Ports.HIGHEST) {
            throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
        }
    }
}
