package dev.weir.collector.udp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the kernel dropped because a socket's buffer was full: the last column of {@code /proc/net/udp} and {@code udp6}
 * (net/ipv4/udp.c). On a system without them nothing is known.
 */
final class SocketDrops {
    private static final Logger LOG = LoggerFactory.getLogger(SocketDrops.class);
    private static final int COLUMNS = 13;
    private static final int LOCAL_ADDRESS = 1;
    private static final int DROPS = 12;
    private static final int HEX = 16;

    private final List<Path> tables;
    private final int port;
    private long before;

    /** @param port that the socket is bound to; this process's alone */
    SocketDrops(int port) {
        this(List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6")), port);
    }

    SocketDrops(List<Path> tables, int port) {
        this.tables = tables;
        this.port = port;
    }

    /** How many datagrams were dropped since this was asked last. */
    long takeDropped() {
        long now = 0;
        for (Path table : tables) {
            now += dropsIn(table);
        }
        long count = Math.max(0, now - before);
        before = now;
        return count;
    }

    private long dropsIn(Path table) {
        try {
            return Files.readAllLines(table).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length >= COLUMNS && isOfPort(columns[LOCAL_ADDRESS]))
                    .mapToLong(columns -> Long.parseLong(columns[DROPS]))
                    .sum();
        } catch (NoSuchFileException noLinux) {
            LOG.debug("no table of sockets: file={}", table);
        } catch (IOException | NumberFormatException unreadable) {
            LOG.warn("table of sockets cannot be read: file={} reason={}", table, unreadable.toString());
        }
        return 0;
    }

    private boolean isOfPort(String local) {
        return Integer.parseInt(local.substring(local.indexOf(':') + 1), HEX) == port;
    }
}
