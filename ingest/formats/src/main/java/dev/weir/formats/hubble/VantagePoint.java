package dev.weir.formats.hubble;

import dev.weir.v1.Orientation;
import dev.weir.v1.Vantage;
import dev.weir.v1.VerdictSide;

/** Where the observer stood. */
final class VantagePoint {

    /** Trace points of pkg/monitor/api, as an event's sub-type numbers them. */
    private static final String[] TRACE_POINTS = {
        "TO_ENDPOINT",
        "TO_PROXY",
        "TO_HOST",
        "TO_STACK",
        "TO_OVERLAY",
        "FROM_ENDPOINT",
        "FROM_PROXY",
        "FROM_HOST",
        "FROM_STACK",
        "FROM_OVERLAY",
        "FROM_NETWORK",
        "TO_NETWORK",
        "FROM_CRYPTO",
        "TO_CRYPTO"
    };

    private VantagePoint() {}

    /**
     * An endpoint has a number only on its own node. Where the numbers are masked, the direction of the connection at the
     * local endpoint says which end that is: its client on the way out, its server on the way in.
     */
    static Vantage of(RawFlow flow, OpenedBy openedBy) {
        boolean source = flow.source.id != 0;
        boolean destination = flow.destination.id != 0;
        if (source && destination) {
            return Vantage.VANTAGE_BOTH;
        }
        if (source || destination) {
            return source ? Vantage.VANTAGE_SOURCE_NODE : Vantage.VANTAGE_DESTINATION_NODE;
        }
        VerdictSide side = side(flow.trafficDirection);
        if (side == VerdictSide.SIDE_NONE || openedBy.orientation() == Orientation.ORIENTATION_UNKNOWN) {
            return Vantage.VANTAGE_UNKNOWN;
        }
        boolean clientIsLocal = side == VerdictSide.SIDE_EGRESS;
        return clientIsLocal != openedBy.isReply() ? Vantage.VANTAGE_SOURCE_NODE : Vantage.VANTAGE_DESTINATION_NODE;
    }

    static VerdictSide side(String trafficDirection) {
        return switch (trafficDirection) {
            case "INGRESS", "1" -> VerdictSide.SIDE_INGRESS;
            case "EGRESS", "2" -> VerdictSide.SIDE_EGRESS;
            default -> VerdictSide.SIDE_NONE;
        };
    }

    /** The name of the point, which may be known by the event's sub-type only; empty if there is none. */
    static String name(RawFlow flow) {
        if (!flow.sockXlatePoint.isEmpty()) {
            return flow.sockXlatePoint;
        }
        if (!flow.tracePoint.isEmpty() || flow.eventType != 4) {
            return flow.tracePoint;
        }
        int point = flow.eventSubType;
        return point < TRACE_POINTS.length ? TRACE_POINTS[point] : Integer.toString(point);
    }
}
