package dev.weir.formats.ulogd;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/** A line as it was there; null and -1 are absent. */
final class RawUlogd {
    static final int ABSENT = -1;
    static final int NEW = 1;

    @Nullable
    ByteString source;

    @Nullable
    ByteString destination;

    /** What the rule that logged calls itself; null where no rule did, which is so of connections. */
    @Nullable
    String prefix;

    /** 1 new, 2 update, 4 destroy; {@link #ABSENT} of packets. */
    int connectionEvent = ABSENT;

    String timestamp = "";
    String hostName = "";
    String interfaceIn = "";
    String interfaceOut = "";
    int protocol = ABSENT;
    int sourcePort = ABSENT;
    int destinationPort = ABSENT;
    int icmpType = ABSENT;
    int icmpCode = ABSENT;

    boolean tcpKnown;
    int tcpFlags;

    @Nullable
    Long packetBytes;

    long packets;
    long bytes;
    long replyPackets;
    long replyBytes;

    @Nullable
    ByteString replySource;

    int replySourcePort = ABSENT;

    long packetSeconds;
    long packetMicros;
    long startSeconds;
    long startMicros;
    long endSeconds;
    long endMicros;

    /** A member of its own for each bit. */
    void flag(int bit, int value) {
        tcpKnown = true;
        tcpFlags |= value == 0 ? 0 : bit;
    }

    boolean isConnection() {
        return connectionEvent != ABSENT;
    }

    /** Without {@code nf_conntrack_acct} the kernel writes zeros; a connection that is there has had a packet. */
    boolean isCounted() {
        return packets > 0;
    }
}
