package dev.weir.traffic.orient;

import com.google.protobuf.ByteString;
import dev.weir.traffic.orient.Reading.Connection;
import dev.weir.traffic.orient.Reading.NoEvidence;
import dev.weir.v1.ConnState;
import dev.weir.v1.Endpoint;
import dev.weir.v1.Granularity;
import dev.weir.v1.L7Type;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Verdict;
import org.jspecify.annotations.Nullable;

/** Reads an observation as a connection from a client to a server, or says why it cannot be read so. */
public final class Orienter {
    static final int TCP = 6;
    static final int UDP = 17;
    static final int SCTP = 132;
    static final int ICMP = 1;
    static final int ICMP_V6 = 58;

    /** Where Linux takes client ports from by default (ip_local_port_range); IANA's range (RFC 6335) lies within. */
    private static final int FIRST_EPHEMERAL_PORT = 32768;

    private Orienter() {}

    /** What the observation says, whoever exported it. Never throws. */
    public static Reading read(Observation seen) {
        return read(seen, SourceFormat.SOURCE_FORMAT_UNSPECIFIED);
    }

    /**
     * What the observation says. Never throws.
     *
     * @param format who exported it, since exporters sum up TCP flags in different ways
     */
    public static Reading read(Observation seen, SourceFormat format) {
        String obstacle = obstacle(seen);
        if (obstacle != null) {
            return new NoEvidence(obstacle);
        }
        int protocol = seen.getIpProtocol();
        if (protocol == ICMP || protocol == ICMP_V6) {
            return Icmp.read(seen);
        }
        if (protocol != TCP && protocol != UDP && protocol != SCTP) {
            return otherProtocol(seen);
        }
        Told told = ladder(seen, format);
        if (told != null) {
            return oriented(seen, told, -1);
        }
        if (seen.getGranularity() == Granularity.GRANULARITY_EVENT) {
            // Event streams tell the same connection again at a point that knows its direction.
            return new NoEvidence("direction not told at " + point(seen));
        }
        return byPorts(seen);
    }

    /** Whether the record holds the first packets of its side of a TCP connection. */
    public static boolean beginsWithHandshake(Observation seen) {
        return seen.getIpProtocol() == TCP && seen.hasTcpFlags() && Handshake.hasBeginning(seen.getTcpFlags());
    }

    /** The rungs that decide by themselves, strongest first; null where none does. */
    private static @Nullable Told ladder(Observation seen, SourceFormat format) {
        Told told = byProducer(seen);
        if (told == null) {
            told = byReplyFlag(seen);
        }
        if (told == null) {
            told = Handshake.read(seen, format);
        }
        return told == null ? byMessage(seen) : told;
    }

    /** Connection tracking, a socket call, a verdict: what the producer knows. What it only guessed from ports is left. */
    private static @Nullable Told byProducer(Observation seen) {
        OrientationBasis basis = seen.getOrientationBasis();
        boolean guessed = basis == OrientationBasis.BASIS_NONE || basis == OrientationBasis.BASIS_PORT_HEURISTIC;
        boolean told = seen.getOrientation() != Orientation.ORIENTATION_UNKNOWN && !guessed;
        return told ? new Told(seen.getOrientation(), basis) : null;
    }

    /** Absent is not false: only a reply is told apart, never a request. */
    private static @Nullable Told byReplyFlag(Observation seen) {
        boolean reply = seen.getReply() || seen.getState() == ConnState.STATE_REPLY;
        return reply ? Told.destinationIsClient(OrientationBasis.BASIS_REPLY_FLAG) : null;
    }

    private static @Nullable Told byMessage(Observation seen) {
        return switch (seen.getL7().getType()) {
            case L7_REQUEST -> Told.sourceIsClient(OrientationBasis.BASIS_L7_MESSAGE);
            case L7_RESPONSE -> Told.destinationIsClient(OrientationBasis.BASIS_L7_MESSAGE);
            default -> null;
        };
    }

    private static @Nullable String obstacle(Observation seen) {
        if (seen.getVerdict() == Verdict.VERDICT_TRANSLATED) {
            return "service translation, not traffic";
        }
        if (seen.getVerdict() == Verdict.VERDICT_FAULT) {
            return "network fault" + (seen.getVerdictReason().isEmpty() ? "" : ": " + seen.getVerdictReason());
        }
        Endpoint source = seen.getSource();
        Endpoint destination = seen.getDestination();
        if (Ip.isNoSingleHost(source.getIp()) || Ip.isNoSingleHost(destination.getIp())) {
            return "multicast, broadcast or unspecified address";
        }
        if (Ip.isLoopback(source.getIp()) || Ip.isLoopback(destination.getIp())) {
            return "loopback";
        }
        if (Ip.isIpv6LinkLocal(source.getIp()) || Ip.isIpv6LinkLocal(destination.getIp())) {
            return "IPv6 link-local";
        }
        if (seen.getIpProtocol() == 0) {
            return "protocol not told";
        }
        if (seen.getState() == ConnState.STATE_RELATED) {
            return "related to another connection";
        }
        return null;
    }

    private static Reading oriented(Observation seen, Told told, int clientPort) {
        boolean reply = told.direction() == Orientation.DESTINATION_IS_CLIENT;
        Endpoint client = reply ? seen.getDestination() : seen.getSource();
        Endpoint server = reply ? seen.getSource() : seen.getDestination();
        int port = server.hasPort() ? server.getPort() : 0;
        return new Connection(client, server, port, clientPort, told.basis(), reply, answered(seen, reply));
    }

    /**
     * The last rung: one port in the ephemeral range and the other not. Neither or both: the lower port is taken for the
     * server's without believing it, and both are kept, for a later stage that knows the listeners.
     */
    private static Reading byPorts(Observation seen) {
        Endpoint source = seen.getSource();
        Endpoint destination = seen.getDestination();
        if (!source.hasPort() || !destination.hasPort()) {
            return byOnePort(seen);
        }
        boolean sourceEphemeral = source.getPort() >= FIRST_EPHEMERAL_PORT;
        boolean destinationEphemeral = destination.getPort() >= FIRST_EPHEMERAL_PORT;
        boolean decides = sourceEphemeral != destinationEphemeral;
        boolean sourceIsServer = decides ? destinationEphemeral : isLower(source, destination);
        OrientationBasis basis = decides ? OrientationBasis.BASIS_PORT_HEURISTIC : OrientationBasis.BASIS_NONE;
        int clientPort = sourceIsServer ? destination.getPort() : source.getPort();
        return oriented(
                seen, sourceIsServer ? Told.destinationIsClient(basis) : Told.sourceIsClient(basis), clientPort);
    }

    /** The same end of both directions, also where the ports are equal. */
    private static boolean isLower(Endpoint source, Endpoint destination) {
        int order = Integer.compare(source.getPort(), destination.getPort());
        return order != 0
                ? order < 0
                : ByteString.unsignedLexicographicalComparator().compare(source.getIp(), destination.getIp()) < 0;
    }

    /** The other port is aggregated away: only an end that is known to listen there can be the server. */
    private static Reading byOnePort(Observation seen) {
        boolean source = seen.getSource().hasPort();
        int port = source ? seen.getSource().getPort() : seen.getDestination().getPort();
        boolean told = source || seen.getDestination().hasPort();
        if (!told || port == 0 || port >= FIRST_EPHEMERAL_PORT) {
            return new NoEvidence("direction not told and a port aggregated away");
        }
        OrientationBasis none = OrientationBasis.BASIS_NONE;
        return oriented(seen, source ? Told.destinationIsClient(none) : Told.sourceIsClient(none), -1);
    }

    /** A server that refuses does not answer: a reset alone is no more than a closed port. */
    private static boolean answered(Observation seen, boolean reply) {
        if (seen.getState() == ConnState.STATE_UNREPLIED) {
            return false;
        }
        if (answeredByCounters(seen)) {
            return !reply || isAnswer(seen);
        }
        if (seen.getL7().getType() != L7Type.L7_UNSPECIFIED && seen.getIpProtocol() == TCP) {
            return true;
        }
        return reply ? isAnswer(seen) : isAcknowledged(seen);
    }

    private static boolean isAnswer(Observation seen) {
        return seen.getIpProtocol() != TCP || !seen.hasTcpFlags() || !Handshake.isRefusal(seen.getTcpFlags());
    }

    /** A client acknowledges only what the server sent; its ACK in a SYN-ACK would make it the server. */
    private static boolean isAcknowledged(Observation seen) {
        int flags = seen.hasTcpFlags() && seen.getIpProtocol() == TCP ? seen.getTcpFlags() : 0;
        boolean acknowledges = (flags & (Handshake.ACK | Handshake.FIN_ACK)) != 0;
        return acknowledges && (flags & Handshake.SYN_ACK) == 0 && !Handshake.isRefusal(flags);
    }

    /**
     * Connection tracking and biflows count what came back without saying what it was. A refusal comes back too: a reset
     * is one packet without options or data, one for each SYN. An answer has a second packet, and it has more in it.
     */
    private static boolean answeredByCounters(Observation seen) {
        if (seen.getIpProtocol() != TCP) {
            return seen.getReversePackets() > 0;
        }
        int bare = seen.getSource().getIp().size() == 16 ? 60 : 40;
        boolean onlyResets = seen.hasReverseBytes() && seen.getReverseBytes() <= seen.getReversePackets() * bare;
        return seen.getReversePackets() > 1 && !onlyResets;
    }

    private static Reading otherProtocol(Observation seen) {
        boolean reply = seen.getOrientation() == Orientation.DESTINATION_IS_CLIENT;
        Endpoint client = reply ? seen.getDestination() : seen.getSource();
        Endpoint server = reply ? seen.getSource() : seen.getDestination();
        return new Connection(client, server, 0, -1, seen.getOrientationBasis(), reply, reply);
    }

    private static String point(Observation seen) {
        return seen.getObservationPoint().isEmpty() ? "an unnamed point" : seen.getObservationPoint();
    }
}
