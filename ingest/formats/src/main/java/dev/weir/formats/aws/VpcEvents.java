package dev.weir.formats.aws;

import com.google.protobuf.ByteString;
import dev.weir.formats.ip.IpProtocols;
import dev.weir.formats.ip.TcpFlags;
import dev.weir.formats.json.Extras;
import dev.weir.formats.json.Texts;
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
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Vantage;
import dev.weir.v1.Verdict;
import java.util.List;
import java.util.Map;

/** The canonical form of a line whose fields have their names. */
final class VpcEvents {
    private static final int SCHEMA_VERSION = 1;
    private static final int SECOND_MS = 1000;
    private static final long NANOS = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS;
    private static final List<String> KEPT = List.of("instance-id", "vpc-id", "az-id", "traffic-path", "ecs-task-id");

    private VpcEvents() {}

    static FlowEvent.Builder envelope() {
        return FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(SourceFormat.AWS_VPC)
                .setTimeResolutionMs(SECOND_MS);
    }

    static FlowEvent of(Map<String, String> line) {
        long start = nanos(line, "start");
        long end = Math.max(start, nanos(line, "end"));
        FlowEvent.Builder event = envelope()
                .setObserverNode(line.getOrDefault("interface-id", ""))
                .setEventTimeNs(end)
                .putAllExtras(extras(line));
        return switch (line.getOrDefault("log-status", "OK")) {
            case "NODATA" ->
                event.setUnusable(unusable(UnusableReason.PRODUCER_STATUS, "NODATA"))
                        .build();
            case "SKIPDATA" ->
                event.setLoss(LossNotice.newBuilder()
                                .setWhere("SKIPDATA")
                                .setFirstNs(start)
                                .setLastNs(end))
                        .build();
            default -> flow(line, start, end, event);
        };
    }

    private static FlowEvent flow(Map<String, String> line, long start, long end, FlowEvent.Builder event) {
        int protocol = (int) number(line, "protocol", 255);
        Endpoint source = end(line, "src", protocol);
        Endpoint destination = end(line, "dst", protocol);
        if (source.getIp().isEmpty() || destination.getIp().isEmpty()) {
            return event.setUnusable(unusable(UnusableReason.NO_ADDRESS, "")).build();
        }
        String action = line.getOrDefault("action", "");
        boolean rejected = action.equals("REJECT");
        Observation.Builder observation = Observation.newBuilder()
                .setSource(source)
                .setDestination(destination)
                .setIpProtocol(protocol)
                .setVantage(vantage(line.getOrDefault("flow-direction", "")))
                .setStartNs(start)
                .setEndNs(end)
                .setCounterKind(CounterKind.COUNTER_DELTA)
                .setSamplingInterval(1)
                .setGranularity(Granularity.GRANULARITY_CONNECTION)
                .setVerdict(rejected ? Verdict.VERDICT_FAULT : Verdict.VERDICT_OBSERVED)
                .setDropClass(rejected ? DropClass.NON_POLICY : DropClass.NOT_DROPPED)
                .setVerdictReason(action);
        if (line.containsKey("packets")) {
            observation.setPackets(number(line, "packets", Long.MAX_VALUE));
        }
        if (line.containsKey("bytes")) {
            observation.setBytes(number(line, "bytes", Long.MAX_VALUE));
        }
        masked(observation, protocol);
        if (protocol == IpProtocols.TCP && line.containsKey("tcp-flags")) {
            orientation((int) number(line, "tcp-flags", 0xFFFF), observation);
        }
        return event.setObservation(observation).build();
    }

    /** A port that the custom format has left out was added up over. */
    private static void masked(Observation.Builder observation, int protocol) {
        if (IpProtocols.hasPorts(protocol) && !observation.getSource().hasPort()) {
            observation.addMasked(MaskedField.MASKED_SOURCE_PORT);
        }
        if (IpProtocols.hasPorts(protocol) && !observation.getDestination().hasPort()) {
            observation.addMasked(MaskedField.MASKED_DESTINATION_PORT);
        }
        if (observation.getMaskedCount() > 0) {
            observation.setGranularity(Granularity.GRANULARITY_AGGREGATE);
        }
    }

    /** The packet's own address where it is told; the other is the interface's, which stood in for it. */
    private static Endpoint end(Map<String, String> line, String prefix, int protocol) {
        ByteString byInterface = address(line, prefix + "addr");
        ByteString byPacket = address(line, "pkt-" + prefix + "addr");
        Endpoint.Builder end = Endpoint.newBuilder()
                .setIp(byPacket.isEmpty() ? byInterface : byPacket)
                .setSubnetLabel(line.getOrDefault("pkt-" + prefix + "-aws-service", ""));
        if (!byPacket.isEmpty() && !byInterface.equals(byPacket)) {
            end.setIpXlated(byInterface);
        }
        if (IpProtocols.hasPorts(protocol) && line.containsKey(prefix + "port")) {
            end.setPort(Texts.port(prefix + "port", line.getOrDefault(prefix + "port", "")));
        }
        return end.build();
    }

    private static Vantage vantage(String direction) {
        return switch (direction) {
            case "egress" -> Vantage.VANTAGE_SOURCE_NODE;
            case "ingress" -> Vantage.VANTAGE_DESTINATION_NODE;
            default -> Vantage.VANTAGE_UNKNOWN;
        };
    }

    /** An ACK counts only beside a SYN, so unlike the usual OR this one tells a server's from a client's. */
    private static void orientation(int flags, Observation.Builder observation) {
        boolean answer = (flags & (TcpFlags.SYN | TcpFlags.ACK)) == (TcpFlags.SYN | TcpFlags.ACK);
        int bits = flags & TcpFlags.CONTROL_BITS;
        observation.setTcpFlags(answer ? bits | TcpFlags.SYN_ACK : bits);
        if (answer) {
            observation
                    .setOrientation(Orientation.DESTINATION_IS_CLIENT)
                    .setOrientationBasis(OrientationBasis.BASIS_TCP_SYN_ACK)
                    .setReply(true);
        } else if ((flags & TcpFlags.SYN) != 0) {
            observation
                    .setOrientation(Orientation.SOURCE_IS_CLIENT)
                    .setOrientationBasis(OrientationBasis.BASIS_TCP_SYN);
        }
    }

    private static Map<String, String> extras(Map<String, String> line) {
        Extras extras = new Extras();
        KEPT.stream().filter(line::containsKey).forEach(name -> extras.put(name, line.getOrDefault(name, "")));
        return extras.values();
    }

    private static Unusable unusable(UnusableReason reason, String detail) {
        return Unusable.newBuilder().setReason(reason).setDetail(detail).build();
    }

    private static ByteString address(Map<String, String> line, String field) {
        return Texts.address(field, line.getOrDefault(field, ""));
    }

    /** 0 where the field is not there. */
    private static long number(Map<String, String> line, String field, long most) {
        return Texts.number(field, line.getOrDefault(field, "0"), most);
    }

    private static long nanos(Map<String, String> line, String field) {
        return number(line, field, LAST_SECOND) * NANOS;
    }
}
