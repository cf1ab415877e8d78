package dev.weir.formats.hubble;

import dev.weir.formats.hubble.api.Layer4;
import dev.weir.formats.hubble.api.TCPFlags;

/** {@code l4}; the counterpart of {@link Layer4Reader}. */
final class Layer4Message {
    private Layer4Message() {}

    static void read(Layer4 layer, RawFlow flow) {
        flow.l4 = true;
        switch (layer.getProtocolCase()) {
            case TCP -> {
                ports(6, layer.getTCP().getSourcePort(), layer.getTCP().getDestinationPort(), flow);
                flow.tcpFlags = layer.getTCP().hasFlags() ? flags(layer.getTCP().getFlags()) : RawFlow.ABSENT;
            }
            case UDP -> ports(17, layer.getUDP().getSourcePort(), layer.getUDP().getDestinationPort(), flow);
            case SCTP ->
                ports(132, layer.getSCTP().getSourcePort(), layer.getSCTP().getDestinationPort(), flow);
            case ICMPV4 ->
                icmp(1, layer.getICMPv4().getType(), layer.getICMPv4().getCode(), flow);
            case ICMPV6 ->
                icmp(58, layer.getICMPv6().getType(), layer.getICMPv6().getCode(), flow);
            case VRRP -> flow.protocol = 112;
            case IGMP -> flow.protocol = 2;
            case PROTOCOL_NOT_SET -> flow.protocol = 0;
        }
    }

    private static void ports(int protocol, int source, int destination, RawFlow flow) {
        flow.protocol = protocol;
        flow.sourcePort = Words.uint16OrAbsent("source_port", source);
        flow.destinationPort = Words.uint16OrAbsent("destination_port", destination);
    }

    private static void icmp(int protocol, int type, int code, RawFlow flow) {
        flow.protocol = protocol;
        flow.icmpType = Words.uint16("type", type);
        flow.icmpCode = Words.uint16("code", code);
    }

    private static int flags(TCPFlags flags) {
        int bits = (flags.getFIN() ? 0x01 : 0)
                | (flags.getSYN() ? TcpFlags.SYN : 0)
                | (flags.getRST() ? 0x04 : 0)
                | (flags.getPSH() ? 0x08 : 0)
                | (flags.getACK() ? TcpFlags.ACK : 0)
                | (flags.getURG() ? 0x20 : 0)
                | (flags.getECE() ? 0x40 : 0)
                | (flags.getCWR() ? 0x80 : 0);
        return flags.getSYN() && flags.getACK() ? bits | TcpFlags.SYN_ACK : bits;
    }
}
