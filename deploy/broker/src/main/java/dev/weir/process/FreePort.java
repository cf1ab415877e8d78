package dev.weir.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A TCP port of the loopback interface that nobody listens on.
 *
 * <p>Taken from below the ephemeral range (32768 and up on Linux), and not by asking for port 0: while a server is down
 * for a restart, the kernel may hand its ephemeral port to any outgoing connection, even to a client that tries to
 * reach that very server and then talks to itself.
 */
public final class FreePort {
    private static final int FIRST = 15_000;
    private static final int END = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /**
     * A port that was free a moment ago.
     *
     * @throws ChildFailedException if a hundred random ports were all taken
     */
    public static int pick() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new ChildFailedException(
                "found no free TCP port among " + TRIES + " random ones from " + FIRST + " to " + (END - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
