package dev.weir.formats.netobserv;

import dev.weir.formats.ip.TcpFlags;
import dev.weir.formats.json.Scalars;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * {@code Flags}: names, or a number in older pipelines.
 *
 * <p>The agent notes one bit for each packet, and three combinations have a bit of their own: a packet with SYN and ACK
 * sets 256 and neither of the two.
 *
 * @param noted the OR of what was noted
 */
record AgentFlags(int noted) {
    private static final int FIN_ACK = 0x200;
    private static final int RST_ACK = 0x400;

    static AgentFlags read(JsonParser in) {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            return new AgentFlags(Scalars.uint16(in));
        }
        int[] noted = new int[1];
        Scalars.each(in, at -> noted[0] |= bit(Scalars.word(at).toUpperCase(Locale.ROOT)));
        return new AgentFlags(noted[0]);
    }

    private static int bit(String name) {
        return switch (name) {
            case "SYN_ACK" -> TcpFlags.SYN_ACK;
            case "FIN_ACK" -> FIN_ACK;
            case "RST_ACK" -> RST_ACK;
            default -> TcpFlags.named(name);
        };
    }

    /** Whether the sender opened the connection. */
    boolean isClients() {
        return (noted & (TcpFlags.SYN | TcpFlags.SYN_ACK)) == TcpFlags.SYN;
    }

    /** Whether the sender took it. One that did both has used its port again, and nobody knows for which. */
    boolean isServers() {
        return (noted & (TcpFlags.SYN | TcpFlags.SYN_ACK)) == TcpFlags.SYN_ACK;
    }

    /** The OR of all packets' bits, with {@link TcpFlags#SYN_ACK}. */
    int sum() {
        int bits = noted & TcpFlags.CONTROL_BITS;
        bits |= (noted & TcpFlags.SYN_ACK) == 0 ? 0 : TcpFlags.SYN | TcpFlags.ACK | TcpFlags.SYN_ACK;
        bits |= (noted & FIN_ACK) == 0 ? 0 : TcpFlags.FIN | TcpFlags.ACK;
        return bits | ((noted & RST_ACK) == 0 ? 0 : TcpFlags.RST | TcpFlags.ACK);
    }
}
