package dev.weir.formats.netobserv;

import dev.weir.formats.ip.IpProtocols;
import dev.weir.formats.ip.TcpFlags;
import dev.weir.v1.ConnState;
import dev.weir.v1.CounterKind;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.L7;
import dev.weir.v1.L7Type;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Vantage;

/** The canonical form of a {@link RawFlow}. */
final class FlowEvents {
    private static final int SCHEMA_VERSION = 1;
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final long LAST_MILLI = Long.MAX_VALUE / NANOS_A_MILLI;

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86DD;
    private static final int DNS_RESPONSE = 0x8000;

    private FlowEvents() {}

    static FlowEvent of(RawFlow flow) {
        boolean taken = flow.endNs != 0 || flow.startNs != 0;
        long time = taken ? Math.max(flow.endNs, flow.startNs) : nanos(millis(flow.receivedSeconds));
        boolean agents = flow.format == SourceFormat.NETOBSERV_PBFLOW;
        Vantage vantage = vantage(flow);
        FlowEvent.Builder event = FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(flow.format)
                .setCluster(flow.cluster)
                .setObserverNode(observer(flow, vantage))
                .setEventTimeNs(time)
                .setTimeResolutionMs(agents ? 0 : taken ? 1 : 1000);
        if (!flow.extras.values().isEmpty()) {
            event.putAllExtras(flow.extras.values());
        }
        if (flow.source.isKnown() && flow.destination.isKnown()) {
            return event.setObservation(observation(flow, vantage)).build();
        }
        boolean ip = flow.etherType == RawFlow.ABSENT || flow.etherType == IPV4 || flow.etherType == IPV6;
        return event.setUnusable(Unusable.newBuilder()
                        .setReason(ip ? UnusableReason.NO_ADDRESS : UnusableReason.NOT_IP)
                        .setDetail(ip ? "" : String.format("ether type 0x%04x", flow.etherType)))
                .build();
    }

    private static Observation observation(RawFlow flow, Vantage vantage) {
        boolean ports = IpProtocols.hasPorts(flow.protocol);
        Judgement judgement = Judgement.of(flow);
        Observation.Builder observation = Observation.newBuilder()
                .setSource(flow.source.toEndpoint(ports, flow.destination))
                .setDestination(flow.destination.toEndpoint(ports, flow.source))
                .setIpProtocol(flow.protocol)
                .setVantage(vantage)
                .setObservationPoint(String.join(",", flow.interfaces))
                .setStartNs(flow.startNs == 0 ? flow.endNs : flow.startNs)
                .setEndNs(Math.max(flow.startNs, flow.endNs))
                .setCounterKind(isFlow(flow) ? CounterKind.COUNTER_DELTA : CounterKind.COUNTER_TOTAL)
                .setSamplingInterval(flow.sampling)
                .setGranularity(Granularity.GRANULARITY_CONNECTION)
                .setVerdict(judgement.verdict())
                .setVerdictSide(judgement.side())
                .setDropClass(judgement.dropClass())
                .setVerdictReason(judgement.reason());
        if (!flow.policies.isEmpty()) {
            observation.addAllPolicies(flow.policies);
        }
        counters(flow, observation);
        layer4(flow, observation);
        dns(flow, observation);
        orientation(flow, observation);
        return observation.build();
    }

    private static void counters(RawFlow flow, Observation.Builder observation) {
        if (flow.packets != null) {
            observation.setPackets(flow.packets);
        }
        if (flow.bytes != null) {
            observation.setBytes(flow.bytes);
        }
        if (flow.packetsBack != null) {
            observation.setReversePackets(flow.packetsBack);
        }
        if (flow.bytesBack != null) {
            observation.setReverseBytes(flow.bytesBack);
        }
    }

    private static void layer4(RawFlow flow, Observation.Builder observation) {
        if (flow.protocol == IpProtocols.TCP && flow.flags != null) {
            observation.setTcpFlags(flow.flags.sum());
        } else if (flow.protocol == IpProtocols.TCP && flow.flagSum != RawFlow.ABSENT) {
            observation.setTcpFlags(flow.flagSum);
        }
        if (IpProtocols.isIcmp(flow.protocol) && flow.icmpType != RawFlow.ABSENT) {
            observation.setIcmpType(flow.icmpType).setIcmpCode(Math.max(0, flow.icmpCode));
        }
    }

    /** The question, and whether the packet was an answer; the addresses in it are not told. */
    private static void dns(RawFlow flow, Observation.Builder observation) {
        if (flow.dnsFlags == RawFlow.ABSENT && flow.dnsName.isEmpty()) {
            return;
        }
        L7.Builder dns = L7.newBuilder().setProtocol("dns").setQuestion(withoutFinalDot(flow.dnsName));
        if (flow.dnsFlags != RawFlow.ABSENT) {
            dns.setType((flow.dnsFlags & DNS_RESPONSE) == 0 ? L7Type.L7_REQUEST : L7Type.L7_RESPONSE);
        }
        observation.setL7(dns);
    }

    private static String withoutFinalDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** A conversation's record has the flags of both directions together, which say nothing of either. */
    private static void orientation(RawFlow flow, Observation.Builder observation) {
        L7Type message = observation.getL7().getType();
        if (!isFlow(flow)) {
            state(flow, observation);
        } else if (flow.protocol == IpProtocols.TCP && flow.flags != null && flow.flags.isServers()) {
            told(true, OrientationBasis.BASIS_TCP_SYN_ACK, observation);
        } else if (flow.protocol == IpProtocols.TCP && flow.flags != null && flow.flags.isClients()) {
            told(false, OrientationBasis.BASIS_TCP_SYN, observation);
        } else if (flow.protocol == IpProtocols.TCP && TcpFlags.isUnansweredClient(Math.max(0, flow.flagSum))) {
            told(false, OrientationBasis.BASIS_TCP_SYN, observation);
        } else if (message != L7Type.L7_UNSPECIFIED && IpProtocols.hasPorts(flow.protocol)) {
            told(message == L7Type.L7_RESPONSE, OrientationBasis.BASIS_L7_MESSAGE, observation);
        }
    }

    private static void told(boolean reply, OrientationBasis basis, Observation.Builder observation) {
        observation
                .setOrientation(reply ? Orientation.DESTINATION_IS_CLIENT : Orientation.SOURCE_IS_CLIENT)
                .setOrientationBasis(basis)
                .setReply(reply);
    }

    private static void state(RawFlow flow, Observation.Builder observation) {
        observation.setState(
                switch (flow.recordType) {
                    case "newConnection" -> ConnState.STATE_NEW;
                    case "heartbeat" -> ConnState.STATE_ESTABLISHED;
                    case "endConnection" -> ConnState.STATE_CLOSED;
                    default -> ConnState.STATE_UNKNOWN;
                });
    }

    private static boolean isFlow(RawFlow flow) {
        return flow.recordType.isEmpty() || flow.recordType.equals("flowLog");
    }

    /** The node's direction where it is that; else where the agent's address is an end's node. */
    private static Vantage vantage(RawFlow flow) {
        if (flow.interfaceDirections) {
            return switch (flow.direction) {
                case 0 -> Vantage.VANTAGE_DESTINATION_NODE;
                case 1 -> Vantage.VANTAGE_SOURCE_NODE;
                case 2 -> Vantage.VANTAGE_BOTH;
                default -> Vantage.VANTAGE_UNKNOWN;
            };
        }
        boolean source = !flow.agent.isEmpty() && flow.agent.equals(flow.source.hostIp);
        boolean destination = !flow.agent.isEmpty() && flow.agent.equals(flow.destination.hostIp);
        if (source && destination) {
            return Vantage.VANTAGE_BOTH;
        }
        if (source) {
            return Vantage.VANTAGE_SOURCE_NODE;
        }
        return destination ? Vantage.VANTAGE_DESTINATION_NODE : Vantage.VANTAGE_UNKNOWN;
    }

    private static String observer(RawFlow flow, Vantage vantage) {
        String name =
                switch (vantage) {
                    case VANTAGE_SOURCE_NODE, VANTAGE_BOTH -> flow.source.hostName;
                    case VANTAGE_DESTINATION_NODE -> flow.destination.hostName;
                    default -> "";
                };
        return name.isEmpty() ? flow.agent : name;
    }

    private static long millis(long seconds) {
        return seconds < 0 || seconds > LAST_MILLI / 1000 ? 0 : seconds * 1000;
    }

    /** 0 for a time beyond 2262, which no clock shows. */
    static long nanos(long millis) {
        return millis < 0 || millis > LAST_MILLI ? 0 : millis * NANOS_A_MILLI;
    }
}
