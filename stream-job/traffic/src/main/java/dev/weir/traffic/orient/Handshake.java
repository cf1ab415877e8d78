package dev.weir.traffic.orient;

import dev.weir.v1.Granularity;
import dev.weir.v1.Observation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.SourceFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the handshake of TCP (RFC 9293 §3.5) says: the first SYN is the client's, the SYN-ACK the server's.
 *
 * <p>The trap is that flow records carry the flags of all their packets in one set. SYN and ACK in it may be one SYN-ACK of
 * the server, or the client's SYN and its later ACKs: they decide nothing, unless the exporter marks a SYN-ACK apart
 * (bit 256, as NetObserv does, which then keeps 2 for a bare SYN) or never reports a bare ACK (AWS VPC flow logs, where
 * 18 is a SYN-ACK and 2 a SYN whatever followed). Both marks at once may be a reused port or a simultaneous open.
 */
final class Handshake {
    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int PSH = 0x08;
    static final int ACK = 0x10;
    static final int SYN_ACK = 0x100;
    static final int FIN_ACK = 0x200;
    static final int RST_ACK = 0x400;

    private Handshake() {}

    static @Nullable Told read(Observation seen, SourceFormat format) {
        if (seen.getIpProtocol() != Orienter.TCP || !seen.hasTcpFlags()) {
            return null;
        }
        boolean onePacket = seen.getGranularity() == Granularity.GRANULARITY_EVENT;
        if (onePacket && format == SourceFormat.HUBBLE_JSON) {
            // On the way into an overlay a proxy's packet has the node's address and the identity of a pod.
            return null;
        }
        int flags = seen.getTcpFlags();
        boolean bareAckIsTold = format != SourceFormat.AWS_VPC;
        boolean synAckIsMarked = format == SourceFormat.NETOBSERV_JSON || format == SourceFormat.NETOBSERV_PBFLOW;
        boolean syn = (flags & SYN) != 0;
        boolean ack = (flags & ACK) != 0;
        boolean marked = (flags & SYN_ACK) != 0;
        boolean server = marked ? !syn || onePacket : syn && ack && (onePacket || !bareAckIsTold);
        if (server) {
            return Told.destinationIsClient(OrientationBasis.BASIS_TCP_SYN_ACK);
        }
        boolean client = syn && !marked && (!ack || synAckIsMarked);
        return client ? Told.sourceIsClient(OrientationBasis.BASIS_TCP_SYN) : null;
    }

    /** Whether nothing but resets (and their ACKs) came from that end: a closed port, which is no answer. */
    static boolean isRefusal(int flags) {
        return (flags & (RST | RST_ACK)) != 0 && (flags & (SYN | SYN_ACK | PSH | FIN | FIN_ACK)) == 0;
    }

    /** Whether the packets include the first of that side of the connection. */
    static boolean hasBeginning(int flags) {
        return (flags & (SYN | SYN_ACK)) != 0;
    }
}
