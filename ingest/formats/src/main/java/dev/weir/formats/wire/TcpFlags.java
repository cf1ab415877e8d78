package dev.weir.formats.wire;

/** TCP's control bits (RFC 9293) as exporters add them up over the packets of a flow. */
public final class TcpFlags {
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int ACK = 0x10;

    /** A packet with SYN and ACK was seen; the bit of the historic NS, which is therefore left out. */
    public static final int SYN_ACK = 0x100;

    /** The bits of RFC 9293. */
    public static final int CONTROL_BITS = 0xFF;

    private TcpFlags() {}

    /**
     * Whether the sender of these packets opened the connection. A server's SYN comes with an ACK, and a client
     * acknowledges an answer: SYN without ACK is a client's that had no answer yet. Both bits together may be either
     * side's when they are added up.
     */
    public static boolean isClientsOnly(int flags) {
        return (flags & (SYN | ACK)) == SYN;
    }
}
