package dev.weir.formats.goflow2;

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
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Verdict;
import java.util.Set;

/** The canonical form of a {@link RawMessage}. */
final class MessageEvents {
    private static final int SCHEMA_VERSION = 1;
    private static final int SECOND_MS = 1000;
    private static final Set<String> IP = Set.of("", "IPv4", "IPv6", "0", "2048", "34525");
    private static final int INITIATOR = 1;
    private static final int RESPONDER = 2;

    private MessageEvents() {}

    static FlowEvent of(RawMessage message) {
        FlowEvent.Builder event = FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(message.format)
                .setProducer(message.type)
                .setObserverNode(message.sampler)
                .setEventTimeNs(message.time())
                .setTimeResolutionMs(message.isCoarse() ? SECOND_MS : 0);
        if (!message.extras.values().isEmpty()) {
            event.putAllExtras(message.extras.values());
        }
        if (message.source.isEmpty() || message.destination.isEmpty()) {
            return event.setUnusable(unusable(message)).build();
        }
        return event.setObservation(observation(message)).build();
    }

    private static Unusable unusable(RawMessage message) {
        boolean ip = IP.contains(message.etherType);
        return Unusable.newBuilder()
                .setReason(ip ? UnusableReason.NO_ADDRESS : UnusableReason.NOT_IP)
                .setDetail(ip ? "" : "ether type " + message.etherType)
                .build();
    }

    private static Observation observation(RawMessage message) {
        int protocol = message.protocol;
        boolean dropped = ForwardingStatus.isDropped(message.forwardingStatus);
        Observation.Builder observation = Observation.newBuilder()
                .setSource(end(message.source, message.sourcePort, message.sourcePod, protocol))
                .setDestination(end(message.destination, message.destinationPort, message.destinationPod, protocol))
                .setIpProtocol(protocol)
                .setStartNs(message.start())
                .setEndNs(message.end())
                .setCounterKind(message.isPacket() ? CounterKind.COUNTER_PER_PACKET_EVENT : CounterKind.COUNTER_DELTA)
                .setSamplingInterval(message.samplingRate)
                .setGranularity(Granularity.GRANULARITY_CONNECTION)
                .setVerdict(dropped ? Verdict.VERDICT_FAULT : Verdict.VERDICT_OBSERVED)
                .setDropClass(dropped ? DropClass.NON_POLICY : DropClass.NOT_DROPPED)
                .setVerdictReason(message.forwardingStatus == 0 ? "" : Integer.toString(message.forwardingStatus));
        message.counters(observation);
        if (IpProtocols.isIcmp(protocol) && message.icmpType != RawMessage.ABSENT) {
            observation.setIcmpType(message.icmpType).setIcmpCode(Math.max(0, message.icmpCode));
        }
        orientation(message, protocol, observation);
        return observation.build();
    }

    /** A pod's name without its namespace is no identity, so its kind stays open for the inventory to tell. */
    private static Endpoint end(ByteString address, int port, String pod, int protocol) {
        Endpoint.Builder end = Endpoint.newBuilder().setIp(address).setPodName(pod);
        return IpProtocols.hasPorts(protocol) && port != RawMessage.ABSENT
                ? end.setPort(port).build()
                : end.build();
    }

    private static void orientation(RawMessage message, int protocol, Observation.Builder observation) {
        if (message.biflowDirection == INITIATOR || message.biflowDirection == RESPONDER) {
            told(message.biflowDirection == RESPONDER, OrientationBasis.BASIS_BIFLOW_IE, observation);
        }
        if (protocol != IpProtocols.TCP || message.tcpFlags == RawMessage.ABSENT) {
            return;
        }
        int flags = message.tcpFlags & TcpFlags.CONTROL_BITS;
        boolean both = (flags & (TcpFlags.SYN | TcpFlags.ACK)) == (TcpFlags.SYN | TcpFlags.ACK);
        boolean answer = message.isPacket() && both;
        observation.setTcpFlags(answer ? flags | TcpFlags.SYN_ACK : flags);
        if (answer) {
            told(true, OrientationBasis.BASIS_TCP_SYN_ACK, observation);
        } else if (TcpFlags.isUnansweredClient(flags)) {
            told(false, OrientationBasis.BASIS_TCP_SYN, observation);
            unanswered(message, flags, observation);
        }
    }

    /** A flow that ends with its SYN had no answer; a reset in its place may be the client's own answer to one. */
    private static void unanswered(RawMessage message, int flags, Observation.Builder observation) {
        if (!message.isPacket() && message.samplingRate <= 1 && (flags & TcpFlags.RST) == 0) {
            observation.setState(ConnState.STATE_UNREPLIED);
        }
    }

    private static void told(boolean reply, OrientationBasis basis, Observation.Builder observation) {
        observation
                .setOrientation(reply ? Orientation.DESTINATION_IS_CLIENT : Orientation.SOURCE_IS_CLIENT)
                .setOrientationBasis(basis)
                .setReply(reply);
    }
}
