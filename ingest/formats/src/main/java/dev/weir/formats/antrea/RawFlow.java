package dev.weir.formats.antrea;

import dev.weir.formats.json.Extras;
import dev.weir.v1.Direction;
import dev.weir.v1.ServiceRef;
import org.jspecify.annotations.Nullable;

/** A record as it was there; empty, null, 0 and -1 are absent. */
final class RawFlow {
    static final int ABSENT = -1;

    final RawEnd source = new RawEnd();
    final RawEnd destination = new RawEnd();
    final RawPolicy ingress = new RawPolicy(Direction.DIRECTION_INGRESS);
    final RawPolicy egress = new RawPolicy(Direction.DIRECTION_EGRESS);
    final ServiceRef.Builder service = ServiceRef.newBuilder();
    String cluster = "";
    int protocol;
    long startSeconds;
    long endSeconds;

    /** When each node told the aggregator last; 0 where it did not. */
    long sourceNodeSeconds;

    long destinationNodeSeconds;

    /** When the aggregator wrote the record, nanoseconds since the epoch. */
    long written;

    /** 0 into the node, 1 out of it. */
    int flowDirection = ABSENT;

    /** 1 within a node, 2 between two, 3 to the outside, 4 from there. */
    int flowType;

    String tcpState = "";
    final Counters delta = new Counters();
    final Counters total = new Counters();
    final Extras extras = new Extras();

    /** Both ways. */
    static final class Counters {
        @Nullable
        Long packets;

        @Nullable
        Long bytes;

        @Nullable
        Long packetsBack;

        @Nullable
        Long bytesBack;
    }

    boolean isWithinANode() {
        return flowType == 1;
    }

    boolean isToOutside() {
        return flowType == 3;
    }

    boolean isFromOutside() {
        return flowType == 4;
    }
}
