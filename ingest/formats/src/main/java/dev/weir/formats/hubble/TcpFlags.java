package dev.weir.formats.hubble;

import dev.weir.formats.json.Members;
import dev.weir.formats.json.Scalars;
import tools.jackson.core.JsonParser;

/** {@code l4.TCP.flags}: the control bits of one packet (RFC 9293), and a bit for the second packet of a handshake. */
final class TcpFlags {
    static final int SYN = 0x02;
    static final int ACK = 0x10;

    /** SYN and ACK in one packet; the bit of the historic NS, which is therefore left out. */
    static final int SYN_ACK = 0x100;

    private enum Flag {
        FIN(0x01),
        SYN(TcpFlags.SYN),
        RST(0x04),
        PSH(0x08),
        ACK(TcpFlags.ACK),
        URG(0x20),
        ECE(0x40),
        CWR(0x80);

        private final int bit;

        Flag(int bit) {
            this.bit = bit;
        }
    }

    private static final Members<Flag> FLAGS = Members.of(Flag.class, Flag::name);

    private int bits;

    private TcpFlags() {}

    static int read(JsonParser in) {
        TcpFlags flags = new TcpFlags();
        FLAGS.read(in, flags::take);
        boolean both = (flags.bits & (SYN | ACK)) == (SYN | ACK);
        return both ? flags.bits | SYN_ACK : flags.bits;
    }

    private void take(Flag flag, JsonParser in) {
        bits |= Scalars.flag(in) ? flag.bit : 0;
    }
}
