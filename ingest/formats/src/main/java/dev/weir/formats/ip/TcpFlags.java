package dev.weir.formats.ip;

import java.util.Locale;

/** The control bits of TCP (RFC 9293, section 3.1), and a bit for the second packet of a handshake. */
public final class TcpFlags {
    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;
    public static final int URG = 0x20;
    public static final int ECE = 0x40;
    public static final int CWR = 0x80;

    /** SYN and ACK in one packet; the bit of the historic NS, which is therefore left out. */
    public static final int SYN_ACK = 0x100;

    /** The bits of the header's octet. */
    public static final int CONTROL_BITS = 0xFF;

    private TcpFlags() {}

    /** The bits of a name in any case; 0 for one that is not known. */
    public static int named(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "FIN" -> FIN;
            case "SYN" -> SYN;
            case "RST" -> RST;
            case "PSH", "PUSH" -> PSH;
            case "ACK" -> ACK;
            case "URG" -> URG;
            case "ECE" -> ECE;
            case "CWR" -> CWR;
            default -> 0;
        };
    }

    /**
     * Whether the OR over one direction's packets can only be a client's: a SYN that no ACK of the same sender followed. A
     * server's SYN comes with an ACK, and a client acknowledges an answer.
     */
    public static boolean isUnansweredClient(int bits) {
        return (bits & (SYN | ACK)) == SYN;
    }
}
