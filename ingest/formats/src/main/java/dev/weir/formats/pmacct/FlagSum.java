package dev.weir.formats.pmacct;

import dev.weir.formats.json.Scalars;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** {@code tcp_flags}: the OR over all packets, as a number or, with {@code tcpflags_encode_as_array}, as names. */
final class FlagSum {
    private static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    private static final int PSH = 0x08;
    static final int ACK = 0x10;
    private static final int URG = 0x20;
    private static final int ECE = 0x40;
    private static final int CWR = 0x80;

    /** The historic NS would stand where a flow has the mark of a packet with SYN and ACK. */
    private static final int CONTROL_BITS = 0xFF;

    private int bits;

    private FlagSum() {}

    static int read(JsonParser in) {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            return Scalars.uint16(in) & CONTROL_BITS;
        }
        FlagSum sum = new FlagSum();
        Scalars.each(in, at -> sum.bits |= bit(Scalars.word(at)));
        return sum.bits;
    }

    private static int bit(String name) {
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
}
