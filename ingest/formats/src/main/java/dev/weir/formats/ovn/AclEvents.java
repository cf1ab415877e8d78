package dev.weir.formats.ovn;

import com.google.protobuf.ByteString;
import dev.weir.formats.Sides;
import dev.weir.formats.ip.IpProtocols;
import dev.weir.formats.ip.TcpFlags;
import dev.weir.formats.json.Texts;
import dev.weir.formats.json.Timestamps;
import dev.weir.v1.ConnState;
import dev.weir.v1.CounterKind;
import dev.weir.v1.DropClass;
import dev.weir.v1.Endpoint;
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
import dev.weir.v1.Verdict;
import dev.weir.v1.VerdictSide;
import java.util.Map;

/** The canonical form of a line. */
final class AclEvents {
    private static final int SCHEMA_VERSION = 1;

    private AclEvents() {}

    static FlowEvent of(String time, Map<String, String> told) {
        FlowEvent.Builder event = FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(SourceFormat.OVN_ACL)
                .setEventTimeNs(Timestamps.withZone(time).orElse(0))
                .setTimeResolutionMs(1);
        ByteString source = address(told, "nw_src", "ipv6_src");
        ByteString destination = address(told, "nw_dst", "ipv6_dst");
        String protocol = told.getOrDefault("protocol", "");
        if (source.isEmpty() || destination.isEmpty()) {
            boolean ip = !protocol.equals("arp") && !protocol.equals("rarp");
            return event.setUnusable(Unusable.newBuilder()
                            .setReason(ip ? UnusableReason.NO_ADDRESS : UnusableReason.NOT_IP)
                            .setDetail(protocol))
                    .build();
        }
        return event.setObservation(observation(told, source, destination, event.getEventTimeNs()))
                .build();
    }

    private static Observation observation(
            Map<String, String> told, ByteString source, ByteString destination, long time) {
        int protocol = protocol(told);
        VerdictSide side = side(told.getOrDefault("direction", ""));
        Observation.Builder observation = Observation.newBuilder()
                .setSource(end(told, source, "tp_src", protocol))
                .setDestination(end(told, destination, "tp_dst", protocol))
                .setIpProtocol(protocol)
                .setVantage(Sides.vantage(side))
                .setObservationPoint(told.getOrDefault("direction", ""))
                .setStartNs(time)
                .setEndNs(time)
                .setCounterKind(CounterKind.COUNTER_NONE)
                .setGranularity(Granularity.GRANULARITY_EVENT)
                .setVerdictSide(side);
        if (IpProtocols.isIcmp(protocol) && told.containsKey("icmp_type")) {
            observation.setIcmpType(number(told, "icmp_type")).setIcmpCode(number(told, "icmp_code"));
        }
        verdict(told, side, observation);
        orientation(told, protocol, observation);
        return observation.build();
    }

    /** {@code tcp}, {@code tcp6}; {@code ip} and {@code ipv6} have a number beside them. */
    private static int protocol(Map<String, String> told) {
        if (told.containsKey("nw_proto")) {
            return (int) Texts.number("nw_proto", told.getOrDefault("nw_proto", ""), 255);
        }
        String word = told.getOrDefault("protocol", "");
        return switch (word) {
            case "tcp6", "udp6", "sctp6" -> IpProtocols.number(word.substring(0, word.length() - 1));
            case "ip", "ipv6" -> IpProtocols.UNKNOWN;
            default -> IpProtocols.number(word);
        };
    }

    private static Endpoint end(Map<String, String> told, ByteString ip, String port, int protocol) {
        Endpoint.Builder end = Endpoint.newBuilder().setIp(ip);
        return IpProtocols.hasPorts(protocol) && told.containsKey(port)
                ? end.setPort(number(told, port)).build()
                : end.build();
    }

    private static VerdictSide side(String direction) {
        return switch (direction) {
            case "from-lport" -> VerdictSide.SIDE_EGRESS;
            case "to-lport" -> VerdictSide.SIDE_INGRESS;
            default -> VerdictSide.SIDE_NONE;
        };
    }

    private static void verdict(Map<String, String> told, VerdictSide side, Observation.Builder observation) {
        String word = told.getOrDefault("verdict", "");
        PolicyAction action =
                switch (word) {
                    case "allow", "allow-related", "allow-stateless" -> PolicyAction.ACTION_ALLOW;
                    case "drop", "reject" -> PolicyAction.ACTION_DENY;
                    case "pass" -> PolicyAction.ACTION_PASS;
                    default -> PolicyAction.ACTION_UNSPECIFIED;
                };
        PolicyHit hit = AclName.parse(told.getOrDefault("name", ""))
                .setAction(action)
                .setDirection(Sides.direction(side))
                .build();
        observation.setVerdictReason(word).addPolicies(hit);
        if (action == PolicyAction.ACTION_DENY) {
            boolean byDefault = hit.getKind().equals("NetworkPolicy");
            observation
                    .setVerdict(Verdict.VERDICT_DENIED)
                    .setDropClass(byDefault ? DropClass.POLICY_DEFAULT_DENY : DropClass.POLICY_EXPLICIT_DENY);
        } else {
            boolean allowed = action == PolicyAction.ACTION_ALLOW;
            observation.setVerdict(allowed ? Verdict.VERDICT_ALLOWED : Verdict.VERDICT_OBSERVED);
        }
    }

    /**
     * Flags of one packet decide. Without a handshake, what a policy refused was a first packet, since replies pass
     * whatever the policy; what it allowed may be either.
     */
    private static void orientation(Map<String, String> told, int protocol, Observation.Builder observation) {
        boolean denied = observation.getVerdict() == Verdict.VERDICT_DENIED;
        if (protocol != IpProtocols.TCP) {
            if (denied && protocol != IpProtocols.UNKNOWN) {
                told(false, OrientationBasis.BASIS_POLICY_VERDICT, observation);
            }
            return;
        }
        int flags = flags(told.getOrDefault("tcp_flags", ""));
        boolean syn = (flags & TcpFlags.SYN) != 0;
        boolean answer = syn && (flags & TcpFlags.ACK) != 0;
        observation.setTcpFlags(answer ? flags | TcpFlags.SYN_ACK : flags);
        if (syn) {
            told(answer, answer ? OrientationBasis.BASIS_TCP_SYN_ACK : OrientationBasis.BASIS_TCP_SYN, observation);
        }
    }

    private static void told(boolean reply, OrientationBasis basis, Observation.Builder observation) {
        boolean denied = observation.getVerdict() == Verdict.VERDICT_DENIED;
        observation
                .setOrientation(reply ? Orientation.DESTINATION_IS_CLIENT : Orientation.SOURCE_IS_CLIENT)
                .setOrientationBasis(basis)
                .setReply(reply)
                .setState(denied ? ConnState.STATE_UNREPLIED : ConnState.STATE_UNKNOWN);
    }

    /** {@code psh|ack}, or a number where bits are unknown. */
    private static int flags(String text) {
        int bits = 0;
        for (String name : text.split("\\|", 16)) {
            bits |= TcpFlags.named(name);
        }
        return bits;
    }

    private static ByteString address(Map<String, String> told, String four, String six) {
        String text = told.getOrDefault(four, told.getOrDefault(six, ""));
        return Texts.address(four, text);
    }

    private static int number(Map<String, String> told, String field) {
        return Texts.port(field, told.getOrDefault(field, "0"));
    }
}
