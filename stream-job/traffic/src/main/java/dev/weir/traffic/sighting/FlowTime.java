package dev.weir.traffic.sighting;

import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.Observation;

/**
 * When a flow was, and the span of time that it is folded into: two seconds where an end is known by its address alone,
 * an hour otherwise. Nanoseconds since the epoch; all 0 where the record tells no time.
 *
 * @param atNs its beginning, as near as the record tells
 * @param fromNs a moment not after it
 * @param toNs a moment not before it
 */
record FlowTime(long atNs, long fromNs, long toNs) {
    private static final long ADDRESS_SPAN_NS = 2_000_000_000L;
    private static final long NAMED_SPAN_NS = 3_600_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** How long a record without a time of its own may have been on its way to Kafka. */
    private static final long ON_ITS_WAY_NS = NAMED_SPAN_NS;

    static FlowTime of(FlowEvent event, Observation seen, boolean byAddress) {
        long start = seen.getStartNs() > 0 ? seen.getStartNs() : event.getEventTimeNs();
        if (start <= 0 && event.getIngestTimeNs() <= 0) {
            return new FlowTime(0, 0, 0);
        }
        long span = byAddress ? ADDRESS_SPAN_NS : NAMED_SPAN_NS;
        if (start <= 0) {
            long received = event.getIngestTimeNs();
            return new FlowTime(received, floor(received - ON_ITS_WAY_NS, span), floor(received, span) + span);
        }
        long end = Math.max(start, isOneConnection(seen) ? start : seen.getEndNs());
        long last = end + event.getTimeResolutionMs() * NANOS_PER_MILLI;
        return new FlowTime(start, floor(start, span), floor(last, span) + span);
    }

    /**
     * A connection is its opener's from beginning to end. An aggregate over ports or addresses holds connections of its
     * whole window, in which an address may have changed hands.
     */
    private static boolean isOneConnection(Observation seen) {
        return seen.getGranularity() != Granularity.GRANULARITY_AGGREGATE || seen.getMaskedCount() == 0;
    }

    private static long floor(long time, long span) {
        return Math.max(0, time - Math.floorMod(time, span));
    }
}
