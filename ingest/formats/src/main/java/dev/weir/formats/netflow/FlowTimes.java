package dev.weir.formats.netflow;

/** When a flow was, in nanoseconds since the epoch, from whichever of the many elements its record has. */
final class FlowTimes {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;
    private static final long MICROSECOND = 1_000L;

    /** 1970 in the seconds of NTP (RFC 5905), in which IPFIX counts the finer times (RFC 7011 §6.1.9). */
    private static final long NTP_EPOCH = 2_208_988_800L;

    private static final int SECOND_MS = 1000;

    /** How long after a flow's last packet a record without times may come: the usual active timeout. */
    private static final int UNTOLD_MS = 60_000;

    long start;
    long end;
    int resolutionMs;

    void read(FlowRecord flow, Header header, Domain domain) {
        if (absolute(flow) || observed(flow) || relative(flow, header, domain)) {
            start = start == 0 ? end : start;
            end = Math.max(start, end);
            return;
        }
        start = header.exportTimeNs();
        end = start;
        resolutionMs = UNTOLD_MS;
    }

    private boolean absolute(FlowRecord flow) {
        start = 0;
        end = 0;
        if (flow.has(Element.FLOW_END_MILLISECONDS) || flow.has(Element.FLOW_START_MILLISECONDS)) {
            start = times(flow.number(Element.FLOW_START_MILLISECONDS), MILLISECOND);
            end = times(flow.number(Element.FLOW_END_MILLISECONDS), MILLISECOND);
            resolutionMs = 1;
        }
        if (end == 0 && (flow.has(Element.FLOW_END_NANOSECONDS) || flow.has(Element.FLOW_START_NANOSECONDS))) {
            start = ntp(flow.number(Element.FLOW_START_NANOSECONDS), 1);
            end = ntp(flow.number(Element.FLOW_END_NANOSECONDS), 1);
            resolutionMs = 0;
        }
        if (end == 0 && (flow.has(Element.FLOW_END_MICROSECONDS) || flow.has(Element.FLOW_START_MICROSECONDS))) {
            start = ntp(flow.number(Element.FLOW_START_MICROSECONDS), MICROSECOND);
            end = ntp(flow.number(Element.FLOW_END_MICROSECONDS), MICROSECOND);
            resolutionMs = 0;
        }
        if (end == 0 && (flow.has(Element.FLOW_END_SECONDS) || flow.has(Element.FLOW_START_SECONDS))) {
            start = times(flow.number(Element.FLOW_START_SECONDS), SECOND);
            end = times(flow.number(Element.FLOW_END_SECONDS), SECOND);
            resolutionMs = SECOND_MS;
        }
        return start != 0 || end != 0;
    }

    /** Records of an event have one time. */
    private boolean observed(FlowRecord flow) {
        if (flow.number(Element.OBSERVATION_TIME_MILLISECONDS) != 0) {
            end = times(flow.number(Element.OBSERVATION_TIME_MILLISECONDS), MILLISECOND);
            resolutionMs = 1;
        } else if (flow.number(Element.OBSERVATION_TIME_NANOSECONDS) != 0) {
            end = ntp(flow.number(Element.OBSERVATION_TIME_NANOSECONDS), 1);
            resolutionMs = 0;
        } else if (flow.number(Element.OBSERVATION_TIME_MICROSECONDS) != 0) {
            end = ntp(flow.number(Element.OBSERVATION_TIME_MICROSECONDS), MICROSECOND);
            resolutionMs = 0;
        } else if (flow.number(Element.OBSERVATION_TIME_SECONDS) != 0) {
            end = times(flow.number(Element.OBSERVATION_TIME_SECONDS), SECOND);
            resolutionMs = SECOND_MS;
        }
        return end != 0;
    }

    private boolean relative(FlowRecord flow, Header header, Domain domain) {
        if (flow.has(Element.FLOW_END_DELTA_MICROSECONDS) || flow.has(Element.FLOW_START_DELTA_MICROSECONDS)) {
            start = before(header, flow.number(Element.FLOW_START_DELTA_MICROSECONDS));
            end = before(header, flow.number(Element.FLOW_END_DELTA_MICROSECONDS));
            // The header that they count back from has whole seconds.
            resolutionMs = SECOND_MS;
            return end > 0;
        }
        if (!flow.has(Element.FLOW_END_SYS_UP_TIME) && !flow.has(Element.FLOW_START_SYS_UP_TIME)) {
            return false;
        }
        long last = flow.number(Element.FLOW_END_SYS_UP_TIME);
        long first = flow.has(Element.FLOW_START_SYS_UP_TIME) ? flow.number(Element.FLOW_START_SYS_UP_TIME) : last;
        if (header.uptimeMs() != Header.NO_UPTIME) {
            start = sinceStart(header, first);
            end = sinceStart(header, last);
            resolutionMs = header.version() == Version.V5 ? 1 : SECOND_MS;
            return end > 0;
        }
        long started = flow.has(Element.SYSTEM_INIT_TIME_MILLISECONDS)
                ? flow.number(Element.SYSTEM_INIT_TIME_MILLISECONDS)
                : domain.startedMs();
        if (started <= 0) {
            return false;
        }
        start = times(started + first, MILLISECOND);
        end = times(started + last, MILLISECOND);
        resolutionMs = 1;
        return end > 0;
    }

    /** The 32 bits of an uptime overflow every 49.7 days, and a flow may have ended just after the header was written. */
    private static long sinceStart(Header header, long uptimeMs) {
        int ago = (int) (header.uptimeMs() - uptimeMs);
        return Math.max(0, header.exportTimeNs() - ago * MILLISECOND);
    }

    private static long before(Header header, long micros) {
        return Math.max(0, header.exportTimeNs() - micros % (1L << Integer.SIZE) * MICROSECOND);
    }

    /** A number that no time can have is none. */
    private static long times(long number, long unit) {
        return number < 0 || number > Long.MAX_VALUE / unit ? 0 : number * unit;
    }

    /**
     * Seconds since 1900 in the upper half, their fraction in the lower. Some exporters count from 1970 in the plain unit,
     * which read as NTP would be a time long before any network.
     */
    private static long ntp(long number, long plainUnit) {
        long seconds = (number >>> Integer.SIZE) - NTP_EPOCH;
        if (seconds < 0) {
            return times(number, plainUnit);
        }
        long fraction = number & 0xFFFF_FFFFL;
        return seconds * SECOND + (fraction * SECOND >>> Integer.SIZE);
    }
}
