package dev.weir.collector.intake;

import dev.weir.v1.FlowEvent;
import dev.weir.v1.LossNotice;
import dev.weir.v1.SourceFormat;

/** Events that say what this process knows to be missing. */
public final class Losses {
    /** A file was rotated out of reach before it was read to its end. */
    public static final String FILE_ROTATED_AWAY = "FILE_ROTATED_AWAY";

    /** A stream broke off, and where it began again need not be where it ended. */
    public static final String STREAM_BROKEN = "STREAM_BROKEN";

    /** Datagrams that found this process's queue full. */
    public static final String UDP_QUEUE = "UDP_QUEUE";

    /** Datagrams that found the socket's buffer full. */
    public static final String UDP_SOCKET = "UDP_SOCKET";

    /** Sets of records whose template did not come in time. */
    public static final String UDP_TEMPLATE = "UDP_TEMPLATE";

    private static final int SCHEMA_VERSION = 1;
    private static final long NANOS = 1_000_000L;

    private Losses() {}

    /** Nobody knows how much, only that it is something. */
    public static FlowEvent ofUnknownAmount(String where, SourceFormat format, long nowMs) {
        return of(where, format, 0, nowMs, nowMs);
    }

    /**
     * @param count events or datagrams; 0 for an unknown amount
     * @param firstMs start of the time in which they were lost, milliseconds since the epoch
     * @param lastMs its end
     */
    public static FlowEvent of(String where, SourceFormat format, long count, long firstMs, long lastMs) {
        return FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(format)
                .setEventTimeNs(lastMs * NANOS)
                .setLoss(LossNotice.newBuilder()
                        .setWhere(where)
                        .setCount(count)
                        .setFirstNs(firstMs * NANOS)
                        .setLastNs(lastMs * NANOS))
                .build();
    }
}
