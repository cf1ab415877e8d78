package dev.weir.standalone.tongues;

/**
 * A connection that was made, or tried.
 *
 * @param protocol IANA's number
 * @param clientPort 0 where the protocol has none
 * @param port the server's; for ICMP 0
 * @param outcome what came of it
 * @param startMs its first packet, milliseconds since the epoch
 */
record Conversation(Party client, Party server, int protocol, int clientPort, int port, Outcome outcome, long startMs) {
    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int SCTP = 132;
    private static final int LASTS_MS = 2_000;

    enum Outcome {
        ANSWERED,
        /** Nothing came back, and nothing was expected to. */
        ONE_WAY,
        /** A TCP reset came back. */
        REFUSED
    }

    long endMs() {
        return startMs + LASTS_MS;
    }

    boolean isIpv6() {
        return client.isIpv6();
    }

    int etherType() {
        return isIpv6() ? 0x86DD : 0x0800;
    }

    /** The edge that it is, in words. */
    String edge() {
        return client.entity() + " > " + server.entity() + " " + protocol + "/" + port;
    }

    /** The ends of a direction: the client's packets, or the server's. */
    Party from(boolean reply) {
        return reply ? server : client;
    }

    Party to(boolean reply) {
        return reply ? client : server;
    }

    int portFrom(boolean reply) {
        return reply ? port : clientPort;
    }

    int portTo(boolean reply) {
        return reply ? clientPort : port;
    }

    boolean hasReply() {
        return outcome != Outcome.ONE_WAY;
    }

    int packets(boolean reply) {
        return outcome == Outcome.REFUSED ? 1 : reply ? 6 : 7;
    }

    int bytes(boolean reply) {
        int header = isIpv6() ? 60 : 40;
        return outcome == Outcome.REFUSED ? header : packets(reply) * header + 500;
    }

    /** The OR of a direction's TCP flags. */
    int flags(boolean reply) {
        if (protocol != TCP) {
            return 0;
        }
        if (outcome == Outcome.REFUSED) {
            return reply ? 0x14 : 0x02;
        }
        return 0x1B;
    }
}
