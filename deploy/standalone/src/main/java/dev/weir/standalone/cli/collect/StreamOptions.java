package dev.weir.standalone.cli.collect;

import dev.weir.collector.stream.StreamSettings;
import dev.weir.collector.stream.StreamSettings.Tls;
import dev.weir.standalone.BadInput;
import java.io.File;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a gRPC server is reached. */
final class StreamOptions {
    @Option(
            names = "--since",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Begin with what the server remembers of so many seconds. Default: with what comes.")
    long sinceSeconds;

    @Option(names = "--tls", description = "Encrypt, and trust whom the JDK trusts.")
    boolean tls;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Encrypt, and trust only certificates of this authority (PEM).")
    Optional<File> authority = Optional.empty();

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "This client's certificate (PEM).")
    Optional<File> certificate = Optional.empty();

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key (PEM, PKCS #8).")
    Optional<File> key = Optional.empty();

    @Option(
            names = "--tls-server-name",
            paramLabel = "NAME",
            description = "Name in the server's certificate, if it is not the host's.")
    Optional<String> serverName = Optional.empty();

    /** @param address {@code HOST:PORT} */
    StreamSettings settings(String address) {
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("--server '" + address + "' is not HOST:PORT");
        }
        return new StreamSettings(
                address.substring(0, colon), Integer.parseInt(port), encryption(), Duration.ofSeconds(sinceSeconds));
    }

    private Optional<Tls> encryption() {
        authority.ifPresent(StreamOptions::demand);
        certificate.ifPresent(StreamOptions::demand);
        key.ifPresent(StreamOptions::demand);
        boolean wanted = tls || authority.isPresent() || certificate.isPresent() || key.isPresent();
        return wanted ? Optional.of(new Tls(authority, certificate, key, serverName)) : Optional.empty();
    }

    private static void demand(File file) {
        if (!file.canRead()) {
            throw new BadInput("'" + file + "' cannot be read");
        }
    }
}
