package dev.weir.formats.netflow;

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
import dev.weir.v1.LossNotice;
import dev.weir.v1.MaskedField;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The canonical form of a {@link FlowRecord}. Used by one thread, for it keeps its times for reuse. */
final class FlowEvents {
    private static final int SCHEMA_VERSION = 1;
    private static final int PORT = 0xFFFF;
    private static final int OCTET = 0xFF;

    /** IANA's flowEndReason: the end of the flow was seen. */
    private static final int END_OF_FLOW = 3;

    /** IANA's firewallEvent: the flow was denied. */
    private static final int DENIED = 3;

    private final FlowTimes times = new FlowTimes();
    private final PodLabels labels = new PodLabels();

    FlowEvent of(FlowRecord flow, Header header, Domain domain) {
        times.read(flow, header, domain);
        FlowEvent.Builder event = FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(header.version().format())
                .setObserverNode(observer(flow, header))
                .setEventTimeNs(times.end)
                .setTimeResolutionMs(times.resolutionMs);
        Antrea antrea = Antrea.of(flow, labels);
        if (antrea != null) {
            antrea.envelope(event);
        }
        ByteString source = address(flow, Element.SOURCE_IPV4_ADDRESS, Element.SOURCE_IPV6_ADDRESS);
        ByteString destination = address(flow, Element.DESTINATION_IPV4_ADDRESS, Element.DESTINATION_IPV6_ADDRESS);
        if (source == null || destination == null || source.size() != destination.size()) {
            return event.setUnusable(unusable(flow)).build();
        }
        return event.setObservation(observation(flow, source, destination, domain, antrea))
                .build();
    }

    /** A record of the exporter about itself, with no body yet. */
    static FlowEvent.Builder envelope(Version version, Exporter exporter, long timeNs) {
        return FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(version.format())
                .setObserverNode(exporter.address())
                .setEventTimeNs(timeNs);
    }

    /** What the exporter says it could not send. */
    static FlowEvent loss(Header header, String where, long count) {
        return envelope(header.version(), header.exporter(), header.exportTimeNs())
                .setLoss(LossNotice.newBuilder().setWhere(where).setCount(count).setLastNs(header.exportTimeNs()))
                .build();
    }

    /** A relay sends for others, whom its records name. */
    private static String observer(FlowRecord flow, Header header) {
        if (!flow.has(Element.EXPORTER_IPV4_ADDRESS) && !flow.has(Element.EXPORTER_IPV6_ADDRESS)) {
            return header.exporter().address();
        }
        ByteString named = address(flow, Element.EXPORTER_IPV4_ADDRESS, Element.EXPORTER_IPV6_ADDRESS);
        return named == null ? header.exporter().address() : text(named);
    }

    private static String text(ByteString address) {
        try {
            return InetAddress.getByAddress(address.toByteArray()).getHostAddress();
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException("An address has 4 or 16 bytes, this one " + address.size(), wrongLength);
        }
    }

    /** Templates for both families fill the one that does not apply with zeros. */
    private static @Nullable ByteString address(FlowRecord flow, Element v4, Element v6) {
        if (!flow.has(v6)) {
            return flow.address(v4);
        }
        if (!flow.has(v4)) {
            return flow.address(v6);
        }
        return flow.isAddress(v6) && !flow.isAddress(v4) ? flow.address(v6) : flow.address(v4);
    }

    private static Unusable unusable(FlowRecord flow) {
        long frame = flow.number(Element.ETHERNET_TYPE);
        boolean ip = frame == 0 || frame == 0x0800 || frame == 0x86DD;
        return Unusable.newBuilder()
                .setReason(ip ? UnusableReason.NO_ADDRESS : UnusableReason.NOT_IP)
                .setDetail(ip ? "an end is not in the template" : "ethernetType " + frame)
                .build();
    }

    private Observation observation(
            FlowRecord flow, ByteString source, ByteString destination, Domain domain, @Nullable Antrea antrea) {
        int protocol = flow.small(Element.PROTOCOL_IDENTIFIER, OCTET);
        boolean ports = IpProtocols.hasPorts(protocol);
        Endpoint.Builder sourceEnd = Endpoint.newBuilder().setIp(source);
        Endpoint.Builder destinationEnd = Endpoint.newBuilder().setIp(destination);
        Observation.Builder observation = Observation.newBuilder()
                .setIpProtocol(protocol)
                .setStartNs(times.start)
                .setEndNs(times.end)
                .setSamplingInterval(domain.sampling().of(flow));
        if (ports) {
            ports(flow, sourceEnd, destinationEnd);
        }
        translated(flow, ports, source, sourceEnd, destination, destinationEnd);
        masked(flow, ports, observation);
        counters(flow, observation);
        state(flow, observation);
        verdict(flow, observation);
        if (protocol == IpProtocols.TCP) {
            flags(flow, observation);
        } else if (IpProtocols.isIcmp(protocol)) {
            icmp(flow, protocol, observation);
        }
        biflow(flow, domain, observation);
        if (antrea != null) {
            antrea.observation(sourceEnd, destinationEnd, observation);
        }
        return observation.setSource(sourceEnd).setDestination(destinationEnd).build();
    }

    private static void ports(FlowRecord flow, Endpoint.Builder source, Endpoint.Builder destination) {
        if (flow.has(Element.SOURCE_TRANSPORT_PORT)) {
            source.setPort(flow.small(Element.SOURCE_TRANSPORT_PORT, PORT));
        }
        if (flow.has(Element.DESTINATION_TRANSPORT_PORT)) {
            destination.setPort(flow.small(Element.DESTINATION_TRANSPORT_PORT, PORT));
        }
    }

    /** Exporters write the same address again, or zeros, where nothing was translated. */
    private static void translated(
            FlowRecord flow,
            boolean ports,
            ByteString source,
            Endpoint.Builder sourceEnd,
            ByteString destination,
            Endpoint.Builder destinationEnd) {
        translated(
                flow,
                source.size() == 4 ? Element.POST_NAT_SOURCE_IPV4_ADDRESS : Element.POST_NAT_SOURCE_IPV6_ADDRESS,
                Element.POST_NAPT_SOURCE_TRANSPORT_PORT,
                ports,
                source,
                sourceEnd);
        translated(
                flow,
                destination.size() == 4
                        ? Element.POST_NAT_DESTINATION_IPV4_ADDRESS
                        : Element.POST_NAT_DESTINATION_IPV6_ADDRESS,
                Element.POST_NAPT_DESTINATION_TRANSPORT_PORT,
                ports,
                destination,
                destinationEnd);
    }

    private static void translated(
            FlowRecord flow, Element address, Element port, boolean ports, ByteString before, Endpoint.Builder end) {
        int after = ports ? flow.small(port, PORT) : 0;
        boolean otherPort = after != 0 && after != end.getPort();
        boolean otherAddress = flow.isAddress(address) && !before.equals(flow.address(address));
        if (otherAddress || (otherPort && flow.isAddress(address))) {
            end.setIpXlated(flow.address(address));
        }
        if (after != 0 && (otherPort || otherAddress)) {
            end.setPortXlated(after);
        }
    }

    private static void masked(FlowRecord flow, boolean ports, Observation.Builder observation) {
        boolean noSource = ports && !flow.has(Element.SOURCE_TRANSPORT_PORT);
        boolean noDestination = ports && !flow.has(Element.DESTINATION_TRANSPORT_PORT);
        if (noSource) {
            observation.addMasked(MaskedField.MASKED_SOURCE_PORT);
        }
        if (noDestination) {
            observation.addMasked(MaskedField.MASKED_DESTINATION_PORT);
        }
        boolean folded = noSource || noDestination || !flow.has(Element.PROTOCOL_IDENTIFIER);
        observation.setGranularity(folded ? Granularity.GRANULARITY_AGGREGATE : Granularity.GRANULARITY_CONNECTION);
    }

    /** What was counted since the last record, else what was counted in all, else what each side sent (NSEL). */
    private static void counters(FlowRecord flow, Observation.Builder observation) {
        if (flow.number(Element.DELTA_FLOW_COUNT) != 0) {
            observation.setConnections(flow.number(Element.DELTA_FLOW_COUNT));
        }
        if (flow.has(Element.PACKET_DELTA_COUNT) || flow.has(Element.OCTET_DELTA_COUNT)) {
            observation.setCounterKind(CounterKind.COUNTER_DELTA);
            counted(
                    flow,
                    observation,
                    Element.PACKET_DELTA_COUNT,
                    Element.OCTET_DELTA_COUNT,
                    Element.REVERSE_PACKET_DELTA_COUNT,
                    Element.REVERSE_OCTET_DELTA_COUNT);
        } else if (flow.has(Element.PACKET_TOTAL_COUNT) || flow.has(Element.OCTET_TOTAL_COUNT)) {
            observation.setCounterKind(CounterKind.COUNTER_TOTAL);
            counted(
                    flow,
                    observation,
                    Element.PACKET_TOTAL_COUNT,
                    Element.OCTET_TOTAL_COUNT,
                    Element.REVERSE_PACKET_TOTAL_COUNT,
                    Element.REVERSE_OCTET_TOTAL_COUNT);
        } else if (flow.has(Element.INITIATOR_PACKETS) || flow.has(Element.INITIATOR_OCTETS)) {
            observation.setCounterKind(CounterKind.COUNTER_DELTA);
            counted(
                    flow,
                    observation,
                    Element.INITIATOR_PACKETS,
                    Element.INITIATOR_OCTETS,
                    Element.RESPONDER_PACKETS,
                    Element.RESPONDER_OCTETS);
        }
    }

    private static void counted(
            FlowRecord flow,
            Observation.Builder observation,
            Element packets,
            Element octets,
            Element reversePackets,
            Element reverseOctets) {
        if (flow.has(packets)) {
            observation.setPackets(flow.number(packets));
        }
        if (flow.has(octets)) {
            observation.setBytes(flow.number(octets));
        }
        if (flow.has(reversePackets)) {
            observation.setReversePackets(flow.number(reversePackets));
        }
        if (flow.has(reverseOctets)) {
            observation.setReverseBytes(flow.number(reverseOctets));
        }
    }

    private static void state(FlowRecord flow, Observation.Builder observation) {
        if (flow.number(Element.FLOW_END_REASON) == END_OF_FLOW) {
            observation.setState(ConnState.STATE_CLOSED);
        }
        if (flow.has(Element.FLOW_DIRECTION)) {
            long direction = flow.number(Element.FLOW_DIRECTION);
            observation.setObservationPoint(direction == 0 ? "ingress" : direction == 1 ? "egress" : "");
        }
    }

    /** A router or a firewall that dropped says nothing of a policy of the cluster. */
    private static void verdict(FlowRecord flow, Observation.Builder observation) {
        observation.setVerdict(Verdict.VERDICT_OBSERVED);
        if (ForwardingStatus.isDropped(flow.small(Element.FORWARDING_STATUS, OCTET))) {
            fault("forwardingStatus " + flow.number(Element.FORWARDING_STATUS), observation);
        } else if (flow.number(Element.FIREWALL_EVENT) == DENIED) {
            fault("firewallEvent " + DENIED, observation);
        }
    }

    private static void fault(String reason, Observation.Builder observation) {
        observation
                .setVerdict(Verdict.VERDICT_FAULT)
                .setDropClass(DropClass.NON_POLICY)
                .setVerdictReason(reason);
    }

    /**
     * The bits are added up over the flow's packets, so only what no server sends tells who opened it. The flags of the
     * first packet, which some exporters have, tell both.
     */
    private static void flags(FlowRecord flow, Observation.Builder observation) {
        int first = (int) flow.number(Element.INITIAL_TCP_FLAGS) & TcpFlags.CONTROL_BITS;
        boolean answer = (first & TcpFlags.SYN) != 0 && (first & TcpFlags.ACK) != 0;
        boolean told = flow.has(Element.TCP_CONTROL_BITS);
        int flags = (int) flow.number(Element.TCP_CONTROL_BITS) & TcpFlags.CONTROL_BITS;
        if (told || first != 0) {
            observation.setTcpFlags((told ? flags : first) | (answer ? TcpFlags.SYN_ACK : 0));
        }
        if (answer) {
            observation
                    .setOrientation(Orientation.DESTINATION_IS_CLIENT)
                    .setOrientationBasis(OrientationBasis.BASIS_TCP_SYN_ACK)
                    .setReply(true);
        } else if (TcpFlags.isUnansweredClient(first) || (TcpFlags.isUnansweredClient(flags) && isWhole(observation))) {
            observation
                    .setOrientation(Orientation.SOURCE_IS_CLIENT)
                    .setOrientationBasis(OrientationBasis.BASIS_TCP_SYN);
            boolean unanswered = told && (flags & (TcpFlags.ACK | TcpFlags.RST)) == 0;
            if (unanswered && observation.getReversePackets() == 0) {
                observation.setState(ConnState.STATE_UNREPLIED);
            }
        }
    }

    /** Over several connections at once the bits of their packets say nothing. */
    private static boolean isWhole(Observation.Builder observation) {
        return observation.getGranularity() == Granularity.GRANULARITY_CONNECTION;
    }

    /** Type and code in one number or in two; in the destination's port by the custom of v5, where 0 may be no answer. */
    private static void icmp(FlowRecord flow, int protocol, Observation.Builder observation) {
        boolean v4 = protocol == IpProtocols.ICMP;
        Element both = v4 ? Element.ICMP_TYPE_CODE_IPV4 : Element.ICMP_TYPE_CODE_IPV6;
        Element type = v4 ? Element.ICMP_TYPE_IPV4 : Element.ICMP_TYPE_IPV6;
        Element code = v4 ? Element.ICMP_CODE_IPV4 : Element.ICMP_CODE_IPV6;
        if (flow.has(both)) {
            int told = flow.small(both, PORT);
            observation.setIcmpType(told >> 8).setIcmpCode(told & OCTET);
        } else if (flow.has(type)) {
            observation.setIcmpType(flow.small(type, OCTET)).setIcmpCode(flow.small(code, OCTET));
        } else if (flow.small(Element.DESTINATION_TRANSPORT_PORT, PORT) != 0) {
            int port = flow.small(Element.DESTINATION_TRANSPORT_PORT, PORT);
            observation.setIcmpType(port >> 8).setIcmpCode(port & OCTET);
        }
    }

    /**
     * RFC 5103 §6.3. Where nobody says how the source was chosen, it is the sender of whatever packet was seen first, which
     * is no evidence.
     */
    private static void biflow(FlowRecord flow, Domain domain, Observation.Builder observation) {
        int direction = flow.has(Element.BIFLOW_DIRECTION)
                ? flow.small(Element.BIFLOW_DIRECTION, OCTET)
                : domain.biflowDirection();
        boolean told = observation.getOrientation() != Orientation.ORIENTATION_UNKNOWN;
        if (direction == 1 && !told) {
            observation
                    .setOrientation(Orientation.SOURCE_IS_CLIENT)
                    .setOrientationBasis(OrientationBasis.BASIS_BIFLOW_IE);
        } else if (direction == 2 && !told) {
            observation
                    .setOrientation(Orientation.DESTINATION_IS_CLIENT)
                    .setOrientationBasis(OrientationBasis.BASIS_BIFLOW_IE)
                    .setReply(true);
        }
    }
}
