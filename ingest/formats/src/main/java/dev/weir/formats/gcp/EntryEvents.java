package dev.weir.formats.gcp;

import dev.weir.formats.Sides;
import dev.weir.formats.ip.IpProtocols;
import dev.weir.v1.ConnState;
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

/** The canonical form of a {@link RawEntry}. */
final class EntryEvents {
    private static final int SCHEMA_VERSION = 1;

    private EntryEvents() {}

    static FlowEvent flow(RawEntry entry) {
        Vantage vantage =
                switch (entry.reporter) {
                    case "SRC" -> Vantage.VANTAGE_SOURCE_NODE;
                    case "DEST" -> Vantage.VANTAGE_DESTINATION_NODE;
                    case "SRC_GATEWAY", "DEST_GATEWAY" -> Vantage.VANTAGE_TRANSIT;
                    default -> Vantage.VANTAGE_UNKNOWN;
                };
        String observer = vantage == Vantage.VANTAGE_DESTINATION_NODE
                ? entry.destination.instance
                : vantage == Vantage.VANTAGE_SOURCE_NODE ? entry.source.instance : "";
        long end = Math.max(entry.start, entry.end);
        FlowEvent.Builder event = envelope(entry, SourceFormat.GCP_VPC)
                .setObserverNode(observer)
                .setEventTimeNs(end == 0 ? entry.timestamp : end);
        Observation.Builder observation = observation(entry)
                .setVantage(vantage)
                .setStartNs(entry.start)
                .setEndNs(end)
                .setCounterKind(CounterKind.COUNTER_DELTA)
                .setGranularity(Granularity.GRANULARITY_CONNECTION)
                .setVerdict(Verdict.VERDICT_OBSERVED);
        if (entry.packets != null) {
            observation.setPackets(entry.packets);
        }
        if (entry.bytes != null) {
            observation.setBytes(entry.bytes);
        }
        return finish(entry, event, observation);
    }

    static FlowEvent verdict(RawEntry entry) {
        boolean allowed = entry.disposition.equals("allow");
        VerdictSide side = side(entry.direction);
        FlowEvent.Builder event = envelope(entry, SourceFormat.GKE_POLICY)
                .setObserverNode(entry.nodeName)
                .setEventTimeNs(entry.timestamp);
        Observation.Builder observation = observation(entry)
                .setOrientation(Orientation.SOURCE_IS_CLIENT)
                .setOrientationBasis(OrientationBasis.BASIS_POLICY_VERDICT)
                .setVantage(Sides.vantage(side))
                .setStartNs(entry.timestamp)
                .setEndNs(entry.timestamp)
                .setCounterKind(CounterKind.COUNTER_NONE)
                .setSamplingInterval(1)
                .setGranularity(allowed ? Granularity.GRANULARITY_CONNECTION : Granularity.GRANULARITY_AGGREGATE)
                .setVerdict(allowed ? Verdict.VERDICT_ALLOWED : Verdict.VERDICT_DENIED)
                .setVerdictSide(side)
                .setDropClass(allowed ? DropClass.NOT_DROPPED : DropClass.POLICY_DEFAULT_DENY)
                .setVerdictReason(entry.disposition)
                .setState(allowed ? ConnState.STATE_NEW : ConnState.STATE_UNREPLIED);
        if (entry.count != null) {
            observation.setConnections(entry.count);
        }
        PolicyAction action = allowed ? PolicyAction.ACTION_ALLOW : PolicyAction.ACTION_DENY;
        for (PolicyHit.Builder policy : entry.policies) {
            policy.setKind(policy.getKind().isEmpty() ? "NetworkPolicy" : policy.getKind());
            observation.addPolicies(policy.setAction(action).setDirection(Sides.direction(side)));
        }
        return finish(entry, event, observation);
    }

    private static FlowEvent.Builder envelope(RawEntry entry, SourceFormat format) {
        return FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(format)
                .setRecordId(entry.insertId);
    }

    private static Observation.Builder observation(RawEntry entry) {
        int protocol = IpProtocols.number(entry.protocol);
        boolean ports = IpProtocols.hasPorts(protocol);
        return Observation.newBuilder()
                .setSource(entry.source.toEndpoint(ports))
                .setDestination(entry.destination.toEndpoint(ports))
                .setIpProtocol(protocol);
    }

    private static FlowEvent finish(RawEntry entry, FlowEvent.Builder event, Observation.Builder observation) {
        boolean addresses = !entry.source.ip.isEmpty() && !entry.destination.ip.isEmpty();
        return addresses
                ? event.setObservation(observation).build()
                : event.setUnusable(Unusable.newBuilder().setReason(UnusableReason.NO_ADDRESS))
                        .build();
    }

    private static VerdictSide side(String direction) {
        return switch (direction) {
            case "ingress" -> VerdictSide.SIDE_INGRESS;
            case "egress" -> VerdictSide.SIDE_EGRESS;
            default -> VerdictSide.SIDE_NONE;
        };
    }
}
