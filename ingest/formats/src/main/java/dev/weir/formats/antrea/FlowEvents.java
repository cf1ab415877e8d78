package dev.weir.formats.antrea;

import dev.weir.formats.ip.IpProtocols;
import dev.weir.v1.ConnState;
import dev.weir.v1.CounterKind;
import dev.weir.v1.DropClass;
import dev.weir.v1.Endpoint;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Vantage;
import dev.weir.v1.Verdict;
import dev.weir.v1.VerdictSide;

/** The canonical form of a {@link RawFlow}. */
final class FlowEvents {
    private static final int SCHEMA_VERSION = 1;
    private static final int SECOND_MS = 1000;
    private static final long NANOS = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS;

    private FlowEvents() {}

    static FlowEvent of(RawFlow flow) {
        Vantage vantage = vantage(flow);
        long end = nanos(Math.max(flow.startSeconds, flow.endSeconds));
        FlowEvent.Builder event = FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(SourceFormat.ANTREA_JSON)
                .setCluster(flow.cluster)
                .setObserverNode(
                        vantage == Vantage.VANTAGE_DESTINATION_NODE ? flow.destination.nodeName : flow.source.nodeName)
                .setEventTimeNs(end == 0 ? flow.written : end)
                .setTimeResolutionMs(SECOND_MS)
                .putAllExtras(flow.extras.values());
        if (flow.source.ip.isEmpty() || flow.destination.ip.isEmpty()) {
            return event.setUnusable(Unusable.newBuilder().setReason(UnusableReason.NO_ADDRESS))
                    .build();
        }
        return event.setObservation(observation(flow, vantage)).build();
    }

    private static Observation observation(RawFlow flow, Vantage vantage) {
        boolean ports = IpProtocols.hasPorts(flow.protocol);
        Endpoint.Builder destination = flow.destination.toEndpoint(ports, flow.isToOutside());
        if (!flow.service.getPortName().isEmpty()) {
            destination.setService(Service.of(flow.service));
        }
        Observation.Builder observation = Observation.newBuilder()
                .setSource(flow.source.toEndpoint(ports, flow.isFromOutside()))
                .setDestination(destination)
                .setIpProtocol(flow.protocol)
                .setOrientation(Orientation.SOURCE_IS_CLIENT)
                .setOrientationBasis(OrientationBasis.BASIS_CONNTRACK)
                .setVantage(vantage)
                .setStartNs(nanos(flow.startSeconds))
                .setEndNs(nanos(Math.max(flow.startSeconds, flow.endSeconds)))
                .setSamplingInterval(1)
                .setGranularity(Granularity.GRANULARITY_CONNECTION)
                .setState(state(flow));
        verdict(flow, observation);
        boolean deltas = flow.delta.packets != null;
        observation.setCounterKind(deltas ? CounterKind.COUNTER_DELTA : CounterKind.COUNTER_TOTAL);
        counters(deltas ? flow.delta : flow.total, observation);
        return observation.build();
    }

    /**
     * The aggregator notes when either node told it; a record that it passes through has the node's direction, or at least
     * only the pod of the node that told it.
     */
    private static Vantage vantage(RawFlow flow) {
        boolean source = flow.sourceNodeSeconds != 0 || flow.flowDirection == 1;
        boolean destination = flow.destinationNodeSeconds != 0 || flow.flowDirection == 0;
        if (!source && !destination) {
            source = flow.source.isPod();
            destination = flow.destination.isPod();
            if (source && destination && !flow.isWithinANode()) {
                return Vantage.VANTAGE_UNKNOWN;
            }
        }
        if (flow.isWithinANode() || (source && destination)) {
            return Vantage.VANTAGE_BOTH;
        }
        if (source) {
            return Vantage.VANTAGE_SOURCE_NODE;
        }
        return destination ? Vantage.VANTAGE_DESTINATION_NODE : Vantage.VANTAGE_UNKNOWN;
    }

    /** A refusal at either side is one, whatever the other says. */
    private static void verdict(RawFlow flow, Observation.Builder observation) {
        boolean denied = flow.ingress.isDenied() || flow.egress.isDenied();
        boolean allowed = flow.ingress.isAllowed() || flow.egress.isAllowed();
        boolean ingress = denied ? flow.ingress.isDenied() : flow.ingress.isAllowed();
        boolean egress = denied ? flow.egress.isDenied() : flow.egress.isAllowed();
        observation.setVerdictSide(side(ingress, egress));
        if (denied) {
            boolean byDefault = flow.ingress.isDeniedByDefault() || flow.egress.isDeniedByDefault();
            observation
                    .setVerdict(Verdict.VERDICT_DENIED)
                    .setDropClass(byDefault ? DropClass.POLICY_DEFAULT_DENY : DropClass.POLICY_EXPLICIT_DENY);
        } else {
            observation.setVerdict(allowed ? Verdict.VERDICT_ALLOWED : Verdict.VERDICT_OBSERVED);
        }
        if (flow.ingress.isThere()) {
            observation.addPolicies(flow.ingress.toHit());
        }
        if (flow.egress.isThere()) {
            observation.addPolicies(flow.egress.toHit());
        }
    }

    private static VerdictSide side(boolean ingress, boolean egress) {
        if (ingress && egress) {
            return VerdictSide.SIDE_BOTH;
        }
        if (ingress) {
            return VerdictSide.SIDE_INGRESS;
        }
        return egress ? VerdictSide.SIDE_EGRESS : VerdictSide.SIDE_NONE;
    }

    private static void counters(RawFlow.Counters counters, Observation.Builder observation) {
        if (counters.packets != null) {
            observation.setPackets(counters.packets);
        }
        if (counters.bytes != null) {
            observation.setBytes(counters.bytes);
        }
        if (counters.packetsBack != null) {
            observation.setReversePackets(counters.packetsBack);
        }
        if (counters.bytesBack != null) {
            observation.setReverseBytes(counters.bytesBack);
        }
    }

    /** Connection tracking's word for where TCP is. */
    private static ConnState state(RawFlow flow) {
        return switch (flow.tcpState) {
            case "SYN_SENT", "SYN_SENT2" -> ConnState.STATE_UNREPLIED;
            case "SYN_RECV" -> ConnState.STATE_NEW;
            case "ESTABLISHED" -> ConnState.STATE_ESTABLISHED;
            case "FIN_WAIT", "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT", "CLOSE" -> ConnState.STATE_CLOSED;
            default -> ConnState.STATE_UNKNOWN;
        };
    }

    private static long nanos(long seconds) {
        return seconds < 0 || seconds > LAST_SECOND ? 0 : seconds * NANOS;
    }
}
