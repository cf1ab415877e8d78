package dev.weir.formats.calico;

import dev.weir.formats.Sides;
import dev.weir.formats.ip.IpProtocols;
import dev.weir.v1.CounterKind;
import dev.weir.v1.DropClass;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.PolicyHit;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Vantage;
import dev.weir.v1.Verdict;
import dev.weir.v1.VerdictSide;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The canonical form of a {@link RawFlow}. */
final class FlowEvents {
    private static final int SCHEMA_VERSION = 1;
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final long LAST_MILLI = Long.MAX_VALUE / NANOS_A_MILLI;
    private static final long LONGEST_WINDOW_MS = 24 * 3600 * 1000L;

    private FlowEvents() {}

    static FlowEvent of(RawFlow flow, SourceFormat format) {
        long start = millis(flow.startSeconds);
        long end = Math.max(start, millis(flow.endSeconds));
        FlowEvent.Builder event = FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(format)
                .setObserverNode(flow.host)
                .setEventTimeNs(nanos(end == 0 ? flow.writtenMs : end))
                .setTimeResolutionMs((int) Math.max(1000, Math.min(end - start, LONGEST_WINDOW_MS)))
                .putAllExtras(flow.extras.values());
        if (flow.source.isToldOf() && flow.destination.isToldOf()) {
            return event.setObservation(observation(flow, start, end)).build();
        }
        return event.setUnusable(Unusable.newBuilder()
                        .setReason(UnusableReason.NO_ADDRESS)
                        .setDetail("an end is aggregated away"))
                .build();
    }

    private static Observation observation(RawFlow flow, long start, long end) {
        int protocol = IpProtocols.number(flow.protocol);
        masked(flow, protocol);
        boolean single = flow.source.port != RawFlow.ABSENT && !flow.source.ip.isEmpty();
        Observation.Builder observation = Observation.newBuilder()
                .setSource(flow.source.toEndpoint(single))
                .setDestination(flow.destination.toEndpoint(single))
                .setIpProtocol(protocol)
                .setOrientation(Orientation.SOURCE_IS_CLIENT)
                .setOrientationBasis(OrientationBasis.BASIS_CONNTRACK)
                .setVantage(vantage(flow))
                .setStartNs(nanos(start))
                .setEndNs(nanos(end))
                .setCounterKind(CounterKind.COUNTER_DELTA)
                .setSamplingInterval(1)
                .setGranularity(Granularity.GRANULARITY_AGGREGATE)
                .addAllMasked(MaskedEnds.of(flow, protocol))
                .setVerdictSide(side(flow));
        // Of what is pending, the enforced ones are told already.
        Stream.concat(flow.enforced.stream(), flow.pending.stream().filter(PolicyHit::getStaged))
                .forEach(hit -> observation.addPolicies(hit.toBuilder().setDirection(Sides.direction(side(flow)))));
        verdict(flow, observation);
        counters(flow, observation);
        return observation.build();
    }

    /** Port 0 stands for all of them, and there is none where the protocol has none. */
    private static void masked(RawFlow flow, int protocol) {
        boolean ports = IpProtocols.hasPorts(protocol);
        flow.source.port = ports && flow.source.port > 0 ? flow.source.port : RawFlow.ABSENT;
        flow.destination.port = ports && flow.destination.port > 0 ? flow.destination.port : RawFlow.ABSENT;
    }

    private static VerdictSide side(RawFlow flow) {
        if (flow.isBySource() == flow.isByDestination()) {
            return VerdictSide.SIDE_NONE;
        }
        return flow.isBySource() ? VerdictSide.SIDE_EGRESS : VerdictSide.SIDE_INGRESS;
    }

    private static Vantage vantage(RawFlow flow) {
        if (flow.isTransitOnly()) {
            return Vantage.VANTAGE_TRANSIT;
        }
        if (flow.isBySource() && flow.isByDestination()) {
            return Vantage.VANTAGE_BOTH;
        }
        if (flow.isBySource()) {
            return Vantage.VANTAGE_SOURCE_NODE;
        }
        return flow.isByDestination() ? Vantage.VANTAGE_DESTINATION_NODE : Vantage.VANTAGE_UNKNOWN;
    }

    /** Traffic that passes today and would not under the staged policies is what those do not cover yet. */
    private static void verdict(RawFlow flow, Observation.Builder observation) {
        PolicyAction action = PolicyTrace.action(flow.action);
        observation.setVerdictReason(flow.action);
        if (action == PolicyAction.ACTION_DENY) {
            boolean byDefault = PolicyTrace.isRefusedByDefault(flow.enforced);
            observation
                    .setVerdict(Verdict.VERDICT_DENIED)
                    .setDropClass(byDefault ? DropClass.POLICY_DEFAULT_DENY : DropClass.POLICY_EXPLICIT_DENY);
        } else if (action == PolicyAction.ACTION_ALLOW) {
            boolean staged = PolicyTrace.isRefused(flow.pending);
            observation.setVerdict(staged ? Verdict.VERDICT_WOULD_DENY : Verdict.VERDICT_ALLOWED);
        } else {
            observation.setVerdict(Verdict.VERDICT_OBSERVED);
        }
    }

    /** In and out are the reporter's, and what is counted here goes from the source. */
    private static void counters(RawFlow flow, Observation.Builder observation) {
        boolean out = flow.isBySource() && !flow.isByDestination();
        @Nullable Long packets = out ? flow.packetsOut : flow.packetsIn;
        @Nullable Long packetsBack = out ? flow.packetsIn : flow.packetsOut;
        @Nullable Long bytes = out ? flow.bytesOut : flow.bytesIn;
        @Nullable Long bytesBack = out ? flow.bytesIn : flow.bytesOut;
        if (packets != null) {
            observation.setPackets(packets);
        }
        if (packetsBack != null) {
            observation.setReversePackets(packetsBack);
        }
        if (bytes != null) {
            observation.setBytes(bytes);
        }
        if (bytesBack != null) {
            observation.setReverseBytes(bytesBack);
        }
        @Nullable Long connections = flow.connectionsStarted == null ? flow.connections : flow.connectionsStarted;
        if (connections != null) {
            observation.setConnections(connections);
        }
    }

    private static long millis(long seconds) {
        return seconds < 0 || seconds > LAST_MILLI / 1000 ? 0 : seconds * 1000;
    }

    private static long nanos(long millis) {
        return millis < 0 || millis > LAST_MILLI ? 0 : millis * NANOS_A_MILLI;
    }
}
