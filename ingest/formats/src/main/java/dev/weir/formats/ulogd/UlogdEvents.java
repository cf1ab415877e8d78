package dev.weir.formats.ulogd;

import com.google.protobuf.ByteString;
import dev.weir.formats.ip.IpProtocols;
import dev.weir.formats.ip.TcpFlags;
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
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Unusable;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Verdict;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The canonical form of a {@link RawUlogd}. */
final class UlogdEvents {
    private static final int SCHEMA_VERSION = 1;

    /**
     * NFLOG tells what a rule logged, not what became of the packet; by long custom the rule's prefix says so. Whole
     * words only, so that a chain called "dropbox" denies nothing.
     */
    private static final Pattern DENIAL = Pattern.compile("\\b(den(y|ied)|drop(ped)?|reject(ed)?|block(ed)?)\\b");

    private UlogdEvents() {}

    static FlowEvent of(RawUlogd line) {
        long start = nanos(line.startSeconds, line.startMicros);
        long end = nanos(line.endSeconds, line.endMicros);
        long packet = nanos(line.packetSeconds, line.packetMicros);
        long time =
                firstKnown(end, packet, start, Timestamps.orUtc(line.timestamp).orElse(0));
        FlowEvent.Builder event = FlowEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setSourceFormat(SourceFormat.ULOGD_JSON)
                .setProducer("ulogd")
                .setObserverNode(line.hostName)
                .setEventTimeNs(time);
        if (line.source == null || line.destination == null) {
            return event.setUnusable(Unusable.newBuilder()
                            .setReason(UnusableReason.NO_ADDRESS)
                            .setDetail("ulogd's stack has no IP2STR, or the packet no address"))
                    .build();
        }
        Observation.Builder observation = Observation.newBuilder()
                .setSource(end(line.source, line.sourcePort, line))
                .setDestination(end(line.destination, line.destinationPort, line))
                .setIpProtocol(Math.max(0, line.protocol))
                .setSamplingInterval(1)
                .setStartNs(firstKnown(start, time))
                .setEndNs(Math.max(start, time));
        if (IpProtocols.isIcmp(line.protocol) && line.icmpType != RawUlogd.ABSENT) {
            observation.setIcmpType(line.icmpType);
            if (line.icmpCode != RawUlogd.ABSENT) {
                observation.setIcmpCode(line.icmpCode);
            }
        }
        if (line.isConnection()) {
            connection(line, observation);
        } else {
            packet(line, observation);
        }
        return event.setObservation(observation).build();
    }

    private static Endpoint end(ByteString ip, int port, RawUlogd line) {
        Endpoint.Builder end = Endpoint.newBuilder().setIp(ip);
        return IpProtocols.hasPorts(line.protocol) && port != RawUlogd.ABSENT
                ? end.setPort(port).build()
                : end.build();
    }

    /** Connection tracking knows who sent first: the original direction is the client's. */
    private static void connection(RawUlogd line, Observation.Builder observation) {
        observation
                .setGranularity(Granularity.GRANULARITY_CONNECTION)
                .setOrientation(Orientation.SOURCE_IS_CLIENT)
                .setOrientationBasis(OrientationBasis.BASIS_CONNTRACK)
                .setVerdict(Verdict.VERDICT_OBSERVED)
                .setState(state(line))
                .setConnections(1);
        if (line.isCounted()) {
            observation
                    .setCounterKind(CounterKind.COUNTER_TOTAL)
                    .setPackets(line.packets)
                    .setBytes(line.bytes)
                    .setReversePackets(line.replyPackets)
                    .setReverseBytes(line.replyBytes);
        }
        translated(line, observation);
    }

    /** What is not counted says nothing of an answer. */
    private static ConnState state(RawUlogd line) {
        if (!line.isCounted()) {
            return line.connectionEvent == RawUlogd.NEW ? ConnState.STATE_NEW : ConnState.STATE_UNKNOWN;
        }
        return line.replyPackets == 0 ? ConnState.STATE_UNREPLIED : ConnState.STATE_CLOSED;
    }

    /** Who answered: another than was asked where a service's address was translated. */
    private static void translated(RawUlogd line, Observation.Builder observation) {
        Endpoint.Builder server = observation.getDestinationBuilder();
        if (line.replySource != null && !line.replySource.equals(server.getIp())) {
            server.setIpXlated(line.replySource);
        }
        if (server.hasPort() && line.replySourcePort != RawUlogd.ABSENT && line.replySourcePort != server.getPort()) {
            server.setPortXlated(line.replySourcePort);
        }
    }

    /**
     * A single packet. A denied one opened, or tried to open, its connection, for a stateful filter denies no other; of
     * the rest only a SYN without ACK tells who opened.
     */
    private static void packet(RawUlogd line, Observation.Builder observation) {
        boolean denied = isDenial(line.prefix);
        observation
                .setGranularity(Granularity.GRANULARITY_EVENT)
                .setCounterKind(CounterKind.COUNTER_PER_PACKET_EVENT)
                .setPackets(1)
                .setObservationPoint(line.interfaceIn)
                .setVerdict(denied ? Verdict.VERDICT_DENIED : Verdict.VERDICT_OBSERVED)
                .setDropClass(denied ? DropClass.POLICY_DEFAULT_DENY : DropClass.NOT_DROPPED)
                .setVerdictReason(line.prefix == null ? "" : line.prefix);
        if (line.packetBytes != null) {
            observation.setBytes(line.packetBytes);
        }
        boolean tcp = line.protocol == IpProtocols.TCP && line.tcpKnown;
        if (tcp) {
            observation.setTcpFlags(line.tcpFlags);
        }
        boolean lone = tcp && TcpFlags.isUnansweredClient(line.tcpFlags);
        if (denied || lone) {
            observation
                    .setOrientation(Orientation.SOURCE_IS_CLIENT)
                    .setOrientationBasis(lone ? OrientationBasis.BASIS_TCP_SYN : OrientationBasis.BASIS_POLICY_VERDICT)
                    .setState(denied ? ConnState.STATE_UNREPLIED : ConnState.STATE_NEW);
        }
    }

    static boolean isDenial(@Nullable String prefix) {
        return prefix != null && DENIAL.matcher(prefix.toLowerCase(Locale.ROOT)).find();
    }

    private static long nanos(long seconds, long micros) {
        return seconds * 1_000_000_000L + Math.min(micros, 999_999) * 1_000;
    }

    private static long firstKnown(long... times) {
        for (long time : times) {
            if (time > 0) {
                return time;
            }
        }
        return 0;
    }
}
