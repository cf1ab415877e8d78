package dev.weir.formats.netobserv;

import dev.weir.formats.wire.ProtoReader;

/** A {@code google.protobuf.Timestamp}, read for reuse; parts that come again take the place of the former. */
final class Moment {
    private static final int SECONDS = 1 << 3;
    private static final int NANOS = 2 << 3;
    private static final long SECOND_NS = 1_000_000_000L;

    private long seconds;
    private int nanos;

    void clear() {
        seconds = 0;
        nanos = 0;
    }

    void read(ProtoReader in) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case SECONDS -> seconds = in.varint();
                case NANOS -> nanos = in.int32();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }

    /** Nanoseconds since the epoch; 0 for a time that no clock shows. */
    long nanos() {
        boolean possible = seconds >= 0 && seconds < Long.MAX_VALUE / SECOND_NS && nanos >= 0 && nanos < SECOND_NS;
        return possible ? seconds * SECOND_NS + nanos : 0;
    }
}
