package dev.weir.formats.pmacct;

import dev.weir.formats.ip.TcpFlags;
import dev.weir.formats.json.Scalars;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** {@code tcp_flags}: the OR over all packets, as a number or, with {@code tcpflags_encode_as_array}, as names. */
final class FlagSum {

    private int bits;

    private FlagSum() {}

    /** The historic NS would stand where a flow has the mark of a packet with SYN and ACK. */
    static int read(JsonParser in) {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            return Scalars.uint16(in) & TcpFlags.CONTROL_BITS;
        }
        FlagSum sum = new FlagSum();
        Scalars.each(in, at -> sum.bits |= TcpFlags.named(Scalars.word(at)) & TcpFlags.CONTROL_BITS);
        return sum.bits;
    }
}
