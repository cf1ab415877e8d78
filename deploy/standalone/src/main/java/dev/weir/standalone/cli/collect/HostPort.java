package dev.weir.standalone.cli.collect;

import java.net.InetSocketAddress;

/** An address on the command line. */
final class HostPort {
    private static final int LAST_PORT = 65_535;

    private HostPort() {}

    /**
     * Reads {@code HOST:PORT}, {@code :PORT} for all addresses, or {@code [IPv6]:PORT}.
     *
     * @throws IllegalArgumentException if it is none, or the host has no address
     */
    static InetSocketAddress parse(String option, String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean number = port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= LAST_PORT;
        if (colon < 0 || !number) {
            throw new IllegalArgumentException(option + " '" + text + "' is not HOST:PORT");
        }
        int at = Integer.parseInt(port);
        InetSocketAddress address = host.isEmpty() ? new InetSocketAddress(at) : new InetSocketAddress(host, at);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(option + " '" + text + "': the host has no address");
        }
        return address;
    }
}
