package dev.weir.traffic.orient;

import dev.weir.traffic.orient.Reading.Connection;
import dev.weir.traffic.orient.Reading.NoEvidence;
import dev.weir.v1.Endpoint;
import dev.weir.v1.Granularity;
import dev.weir.v1.L7Type;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.Verdict;
import org.jspecify.annotations.Nullable;

/** Reads an observation as a connection from a client to a server, or says why it cannot be read so. */
public final class Orienter {
    static final int TCP = 6;
    static final int UDP = 17;
    static final int SCTP = 132;
    static final int ICMP = 1;
    static final int ICMP_V6 = 58;

    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int PSH = 0x08;
    private static final int FIN = 0x01;
    private static final int ACK = 0x10;
    private static final int SYN_ACK = 0x100;

    /** Where Linux takes client ports from by default (ip_local_port_range); IANA's range (RFC 6335) lies within. */
    private static final int FIRST_EPHEMERAL_PORT = 32768;

    private Orienter() {}

    /** What the observation says. Never throws. */
    public static Reading read(Observation seen) {
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
        if (seen.getOrientation() != Orientation.ORIENTATION_UNKNOWN) {
            return oriented(seen, seen.getOrientation(), seen.getOrientationBasis(), -1);
        }
        if (seen.getGranularity() == Granularity.GRANULARITY_EVENT) {
            // Event streams tell the same connection again at a point that knows its direction.
            return new NoEvidence("direction not told at " + point(seen));
        }
        return byPorts(seen);
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
        return null;
    }

    private static Reading oriented(Observation seen, Orientation direction, OrientationBasis basis, int clientPort) {
        boolean reply = direction == Orientation.DESTINATION_IS_CLIENT;
        Endpoint client = reply ? seen.getDestination() : seen.getSource();
        Endpoint server = reply ? seen.getSource() : seen.getDestination();
        int port = server.hasPort() ? server.getPort() : 0;
        return new Connection(client, server, port, clientPort, basis, reply, answered(seen, reply));
    }

    /**
     * The last rung: one port in the ephemeral range and the other not. Neither or both: the ends stay as they are on
     * the wire and both ports are kept, for a later stage that knows the listeners.
     */
    private static Reading byPorts(Observation seen) {
        Endpoint source = seen.getSource();
        Endpoint destination = seen.getDestination();
        if (!source.hasPort() || !destination.hasPort()) {
            return new NoEvidence("direction not told and a port aggregated away");
        }
        boolean sourceEphemeral = source.getPort() >= FIRST_EPHEMERAL_PORT;
        boolean destinationEphemeral = destination.getPort() >= FIRST_EPHEMERAL_PORT;
        if (sourceEphemeral == destinationEphemeral) {
            Orientation guess = source.getPort() < destination.getPort()
                    ? Orientation.DESTINATION_IS_CLIENT
                    : Orientation.SOURCE_IS_CLIENT;
            int clientPort = Math.max(source.getPort(), destination.getPort());
            return oriented(seen, guess, OrientationBasis.BASIS_NONE, clientPort);
        }
        Orientation direction = sourceEphemeral ? Orientation.SOURCE_IS_CLIENT : Orientation.DESTINATION_IS_CLIENT;
        int clientPort = sourceEphemeral ? source.getPort() : destination.getPort();
        return oriented(seen, direction, OrientationBasis.BASIS_PORT_HEURISTIC, clientPort);
    }

    /** A server that refuses does not answer: a reset alone is no more than a closed port. */
    private static boolean answered(Observation seen, boolean reply) {
        if (seen.getReversePackets() > 0) {
            return true;
        }
        if (seen.getL7().getType() != L7Type.L7_UNSPECIFIED && seen.getIpProtocol() == TCP) {
            return true;
        }
        if (!seen.hasTcpFlags() || seen.getIpProtocol() != TCP) {
            return reply;
        }
        int flags = seen.getTcpFlags();
        boolean refused = (flags & RST) != 0 && (flags & (SYN | SYN_ACK | PSH | FIN)) == 0;
        if (reply) {
            return !refused;
        }
        return (flags & ACK) != 0 && (flags & SYN_ACK) == 0 && !refused;
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
