package dev.weir.formats.hubble;

/** What told the event: {@code event_type.type}, a number of pkg/monitor/api. */
enum EventKind {
    DROP,
    TRACE,
    POLICY_VERDICT,
    SOCKET,
    L7,
    OTHER;

    static EventKind of(RawFlow flow) {
        return switch (flow.eventType) {
            case 1 -> DROP;
            case 4 -> TRACE;
            case 5 -> POLICY_VERDICT;
            case 7 -> SOCKET;
            case 129 -> L7;
            case RawFlow.ABSENT -> masked(flow);
            default -> OTHER;
        };
    }

    /** What only one kind of event has gives it away when the exporter's field mask has taken the number. */
    private static EventKind masked(RawFlow flow) {
        if (flow.policyMatchType > 0 || !flow.policies.isEmpty()) {
            return POLICY_VERDICT;
        }
        if (flow.l7 != null) {
            return L7;
        }
        if (!flow.sockXlatePoint.isEmpty()) {
            return SOCKET;
        }
        return flow.tracePoint.isEmpty() ? OTHER : TRACE;
    }
}
