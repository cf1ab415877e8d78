package dev.weir.formats.hubble;

import dev.weir.v1.L7;
import dev.weir.v1.L7Type;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.VerdictSide;
import org.jspecify.annotations.Nullable;

/**
 * Which end opened the connection, and how that is known: the strongest witness that the event has.
 *
 * <p>{@code is_reply} has three values. It is absent where the datapath did not ask connection tracking (most often on the
 * way into an overlay), and absent is not false. The deprecated {@code reply}, which cannot tell the two apart, is not
 * read at all.
 */
record OpenedBy(Orientation orientation, OrientationBasis basis) {
    private static final int TCP = 6;
    private static final int ICMP = 1;
    private static final int ICMP_V6 = 58;

    private static final OpenedBy NOT_TOLD = new OpenedBy(Orientation.ORIENTATION_UNKNOWN, OrientationBasis.BASIS_NONE);

    static OpenedBy of(RawFlow flow, Judgement judgement) {
        EventKind kind = EventKind.of(flow);
        if (kind == EventKind.SOCKET) {
            return bySocket(flow);
        }
        if (isAboutAnotherConnection(flow)) {
            return NOT_TOLD;
        }
        if (flow.isReply != null && (flow.isReply || !flow.retina)) {
            return told(flow.isReply, OrientationBasis.BASIS_REPLY_FLAG);
        }
        if (isDropped(flow)) {
            return byDrop(flow, judgement);
        }
        if (kind == EventKind.POLICY_VERDICT) {
            // Policy is asked about a connection's first packet.
            return told(false, OrientationBasis.BASIS_POLICY_VERDICT);
        }
        OpenedBy message = byMessage(flow.l7);
        return message == NOT_TOLD ? byFlags(flow) : message;
    }

    boolean isReply() {
        return orientation == Orientation.DESTINATION_IS_CLIENT;
    }

    /** An ICMP error goes either way about a connection it is no part of; Hubble gives it {@code is_reply} false. */
    private static boolean isAboutAnotherConnection(RawFlow flow) {
        boolean error =
                switch (flow.protocol) {
                    case ICMP ->
                        flow.icmpType == 3
                                || flow.icmpType == 4
                                || flow.icmpType == 5
                                || flow.icmpType == 11
                                || flow.icmpType == 12;
                    case ICMP_V6 -> flow.icmpType >= 1 && flow.icmpType <= 4;
                    default -> false;
                };
        return error || flow.traceReason.equals("RELATED") || flow.traceReason.equals("4");
    }

    private static boolean isDropped(RawFlow flow) {
        return "DROPPED".equals(flow.verdict) || "2".equals(flow.verdict);
    }

    /**
     * Of a dropped packet the agent does not know whether it was a reply. A SYN was none; without a handshake, what a
     * policy refused was a first packet, since replies pass whatever the policy.
     */
    private static OpenedBy byDrop(RawFlow flow, Judgement judgement) {
        if (flow.protocol == TCP) {
            boolean first =
                    flow.tcpFlags != RawFlow.ABSENT && (flow.tcpFlags & (TcpFlags.SYN | TcpFlags.ACK)) == TcpFlags.SYN;
            return first ? told(false, OrientationBasis.BASIS_TCP_SYN) : NOT_TOLD;
        }
        boolean refused = flow.protocol != 0 && isDirectionKnown(flow) && judgement.isPolicyDenial();
        return refused ? told(false, OrientationBasis.BASIS_POLICY_VERDICT) : NOT_TOLD;
    }

    /** Only the event after translation names the two ends; on the reverse path the agent has swapped them. */
    private static OpenedBy bySocket(RawFlow flow) {
        return switch (flow.sockXlatePoint) {
            case "SOCK_XLATE_POINT_POST_DIRECTION_FWD", "2" -> told(false, OrientationBasis.BASIS_SOCKET_CALL);
            case "SOCK_XLATE_POINT_POST_DIRECTION_REV", "4" -> told(true, OrientationBasis.BASIS_SOCKET_CALL);
            default -> NOT_TOLD;
        };
    }

    private static OpenedBy byMessage(@Nullable L7 l7) {
        L7Type type = l7 == null ? L7Type.L7_UNSPECIFIED : l7.getType();
        return switch (type) {
            case L7_REQUEST -> told(false, OrientationBasis.BASIS_L7_MESSAGE);
            case L7_RESPONSE -> told(true, OrientationBasis.BASIS_L7_MESSAGE);
            default -> NOT_TOLD;
        };
    }

    /**
     * The event is one packet, so its flags are not the sum of several and decide. Not so where the agent could not tell
     * the direction: on the way into an overlay a proxy's packet has the node's address and the identity of a pod.
     */
    private static OpenedBy byFlags(RawFlow flow) {
        boolean handshake = flow.tcpFlags != RawFlow.ABSENT && (flow.tcpFlags & TcpFlags.SYN) != 0;
        if (!handshake || flow.aggregate || !isDirectionKnown(flow)) {
            return NOT_TOLD;
        }
        boolean answer = (flow.tcpFlags & TcpFlags.SYN_ACK) != 0;
        return told(answer, answer ? OrientationBasis.BASIS_TCP_SYN_ACK : OrientationBasis.BASIS_TCP_SYN);
    }

    private static boolean isDirectionKnown(RawFlow flow) {
        return VantagePoint.side(flow.trafficDirection) != VerdictSide.SIDE_NONE;
    }

    private static OpenedBy told(boolean reply, OrientationBasis basis) {
        return new OpenedBy(reply ? Orientation.DESTINATION_IS_CLIENT : Orientation.SOURCE_IS_CLIENT, basis);
    }
}
