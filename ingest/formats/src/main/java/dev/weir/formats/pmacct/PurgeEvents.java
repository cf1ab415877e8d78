package dev.weir.formats.pmacct;

import com.google.protobuf.ByteString;
import dev.weir.formats.ip.ForwardingStatus;
import dev.weir.formats.ip.IpProtocols;
import dev.weir.formats.ip.TcpFlags;
import dev.weir.v1.ConnState;
import dev.weir.v1.CounterKind;
import dev.weir.v1.DropClass;
import dev.weir.v1.Endpoint;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.MaskedField;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Verdict;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The canonical form of a {@link RawPurge}. */
final class PurgeEvents {
    private static final int SCHEMA_VERSION = 1;
    private static final int SECOND_MS = 1000;

    private PurgeEvents() {}

    static FlowEvent marker(RawPurge purge) {
        return envelope(purge)
                .setUnusable(unusable(UnusableReason.PRODUCER_STATUS, purge.eventType))
                .build();
    }

    static FlowEvent of(RawPurge purge) {
        FlowEvent.Builder event = envelope(purge);
        return purge.sourceIp == null || purge.destinationIp == null
                ? event.setUnusable(unusable(UnusableReason.NO_ADDRESS, "an end was not in pmacct's aggregate"))
                        .build()
                : event.setObservation(observation(purge)).build();
    }

    private static Unusable unusable(UnusableReason reason, String detail) {
        return Unusable.newBuilder().setReason(reason).setDetail(detail).build();
    }

    private static FlowEvent.Builder envelope(RawPurge purge) {
        PurgeTime time = eventTime(purge);
        FlowEvent.Builder event = FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(SourceFormat.PMACCT_JSON)
                .setProducer(purge.writerId)
                .setObserverNode(purge.exporter)
                .setEventTimeNs(time.nanos())
                .setTimeResolutionMs(time.wholeSeconds() ? SECOND_MS : 0)
                .putAllExtras(purge.extras.values());
        return time.zoneAssumed() ? event.putExtras("time_zone", "not told, read as UTC") : event;
    }

    /** The end of the flow, or the nearest to it that is known. */
    private static PurgeTime eventTime(RawPurge purge) {
        return known(purge.end, purge.last, purge.start, purge.first, purge.arrival, purge.updated, purge.inserted);
    }

    private static PurgeTime known(PurgeTime... times) {
        return Stream.of(times).filter(PurgeTime::isKnown).findFirst().orElse(PurgeTime.NONE);
    }

    private static Observation observation(RawPurge purge) {
        int protocol = IpProtocols.number(purge.protocol);
        Observation.Builder observation = Observation.newBuilder()
                .setSource(end(purge.sourceIp, purge.sourcePort, purge.sourceIpAfter, purge.sourcePortAfter, protocol))
                .setDestination(end(
                        purge.destinationIp,
                        purge.destinationPort,
                        purge.destinationIpAfter,
                        purge.destinationPortAfter,
                        protocol))
                .setIpProtocol(protocol)
                .setCounterKind(CounterKind.COUNTER_DELTA)
                .setSamplingInterval(purge.samplingRate);
        times(purge, observation);
        counters(purge, observation);
        orientation(purge, protocol, observation);
        masked(purge, protocol, observation);
        verdict(purge.forwardingStatus, observation);
        icmp(purge, observation);
        return observation.build();
    }

    private static Endpoint end(
            @Nullable ByteString ip, int port, @Nullable ByteString ipAfter, int portAfter, int protocol) {
        Endpoint.Builder end = Endpoint.newBuilder();
        boolean ports = IpProtocols.hasPorts(protocol);
        if (ip != null) {
            end.setIp(ip);
        }
        // pmacct writes port 0 for packets that have no ports.
        if (ports && port != RawPurge.ABSENT) {
            end.setPort(port);
        }
        if (ipAfter != null) {
            end.setIpXlated(ipAfter);
        }
        if (ports && portAfter > 0) {
            end.setPortXlated(portAfter);
        }
        return end.build();
    }

    /** A stitched end is rounded down to a second and may lie before its own beginning. */
    private static void times(RawPurge purge, Observation.Builder observation) {
        long start =
                known(purge.start, purge.first, purge.arrival, purge.inserted).nanos();
        long end = known(purge.end, purge.last, purge.updated).nanos();
        observation.setStartNs(start == 0 ? end : start).setEndNs(Math.max(start, end));
    }

    private static void counters(RawPurge purge, Observation.Builder observation) {
        if (purge.packets != null) {
            observation.setPackets(purge.packets);
        }
        if (purge.bytes != null) {
            observation.setBytes(purge.bytes);
        }
        if (purge.flows != null && purge.flows != 0) {
            observation.setConnections(purge.flows);
        }
    }

    /**
     * A SYN that no ACK of the same sender followed is a client's, and it had no answer yet: a server's SYN comes with an
     * ACK, and a client acknowledges an answer. A reset in its place, though, may be the client's own answer to one.
     * Anything else may be either side's.
     */
    private static void orientation(RawPurge purge, int protocol, Observation.Builder observation) {
        if (purge.tcpFlags == RawPurge.ABSENT || protocol != IpProtocols.TCP) {
            return;
        }
        observation.setTcpFlags(purge.tcpFlags);
        boolean clientsOnly = TcpFlags.isUnansweredClient(purge.tcpFlags);
        boolean wholeFlow = purge.sourcePort != RawPurge.ABSENT && purge.destinationPort != RawPurge.ABSENT;
        if (clientsOnly && wholeFlow) {
            boolean reset = (purge.tcpFlags & TcpFlags.RST) != 0;
            observation
                    .setOrientation(Orientation.SOURCE_IS_CLIENT)
                    .setOrientationBasis(OrientationBasis.BASIS_TCP_SYN)
                    .setState(reset ? ConnState.STATE_UNKNOWN : ConnState.STATE_UNREPLIED);
        }
    }

    private static void masked(RawPurge purge, int protocol, Observation.Builder observation) {
        boolean ports = IpProtocols.hasPorts(protocol);
        boolean noSource = ports && purge.sourcePort == RawPurge.ABSENT;
        boolean noDestination = ports && purge.destinationPort == RawPurge.ABSENT;
        if (noSource) {
            observation.addMasked(MaskedField.MASKED_SOURCE_PORT);
        }
        if (noDestination) {
            observation.addMasked(MaskedField.MASKED_DESTINATION_PORT);
        }
        boolean folded = noSource || noDestination || protocol == IpProtocols.UNKNOWN;
        observation.setGranularity(folded ? Granularity.GRANULARITY_AGGREGATE : Granularity.GRANULARITY_CONNECTION);
    }

    /** A router that dropped says nothing of a policy of the cluster. */
    private static void verdict(String forwardingStatus, Observation.Builder observation) {
        boolean number = forwardingStatus.matches("[0-9]{1,3}");
        boolean dropped = number
                ? ForwardingStatus.isDropped(Integer.parseInt(forwardingStatus))
                : forwardingStatus.toUpperCase(Locale.ROOT).startsWith("DROPPED");
        observation
                .setVerdict(dropped ? Verdict.VERDICT_FAULT : Verdict.VERDICT_OBSERVED)
                .setDropClass(dropped ? DropClass.NON_POLICY : DropClass.NOT_DROPPED)
                .setVerdictReason(forwardingStatus);
    }

    private static void icmp(RawPurge purge, Observation.Builder observation) {
        if (purge.icmpType != RawPurge.ABSENT) {
            observation.setIcmpType(purge.icmpType);
        }
        if (purge.icmpCode != RawPurge.ABSENT) {
            observation.setIcmpCode(purge.icmpCode);
        }
    }
}
