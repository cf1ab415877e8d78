package dev.weir.collector.stream;

import java.io.File;
import java.time.Duration;
import java.util.Optional;

/**
 * Which server is asked, and from when on.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param tls empty for a connection in the clear
 * @param history how far back to begin; zero begins with what comes
 */
public record StreamSettings(String host, int port, Optional<Tls> tls, Duration history) {
    private static final int LAST_PORT = 65_535;

    /**
     * How both ends prove who they are. Certificates and keys are PEM files.
     *
     * @param authority who the server's certificate must come from; empty for the JDK's own list
     * @param certificate this client's, if the server wants one
     * @param key of that certificate, PKCS #8
     * @param serverName the name in the server's certificate, if it is not the host's
     */
    public record Tls(
            Optional<File> authority, Optional<File> certificate, Optional<File> key, Optional<String> serverName) {
        public Tls {
            if (certificate.isPresent() != key.isPresent()) {
                throw new IllegalArgumentException("a client's certificate and its key go together");
            }
        }
    }

    public StreamSettings {
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and " + LAST_PORT);
        }
        if (history.isNegative()) {
            throw new IllegalArgumentException("a history of " + history + " is in the future");
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
