package dev.weir.formats.netflow;

import static dev.weir.formats.netflow.Wire.CLIENT;
import static dev.weir.formats.netflow.Wire.FLOW;
import static dev.weir.formats.netflow.Wire.NOW;
import static dev.weir.formats.netflow.Wire.SERVER;
import static dev.weir.formats.netflow.Wire.TUPLE;
import static dev.weir.formats.netflow.Wire.ipfix;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.exporters.netflow.FiveMessage;
import dev.weir.exporters.netflow.SetsMessage;
import dev.weir.formats.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageStreamTest {
    private static final byte[] FIVE = new FiveMessage(1, NOW, 0, 9, 0, 0)
            .flow(new FiveMessage.Flow((Inet4Address) CLIENT, (Inet4Address) SERVER, 1, 2, 17, 0, 1, 60, 1, 2))
            .toBytes();
    private static final byte[] NINE = SetsMessage.v9(7, 1, NOW, 9)
            .templates(TUPLE)
            .data(TUPLE, List.of(FLOW, FLOW))
            .toBytes();
    private static final byte[] TEN =
            ipfix().templates(TUPLE).data(TUPLE, List.of(FLOW)).toBytes();

    @Test
    void messagesOfEveryVersionAreCutWhereTheyEnd() throws IOException {
        assertThat(cut(FIVE, NINE, NINE, TEN, FIVE, TEN, NINE)).containsExactly(FIVE, NINE, NINE, TEN, FIVE, TEN, NINE);
    }

    @Test
    void cutMessageIsTheLast() throws IOException {
        byte[] half = Arrays.copyOf(TEN, TEN.length - 5);

        assertThat(cut(FIVE, half)).containsExactly(FIVE, half);
        assertThat(cut(NINE, new byte[] {0})).hasSize(1);
        assertThat(cut(TEN, new byte[] {0})).containsExactly(TEN, new byte[] {0});
    }

    @Test
    void whatIsNoMessageComesInBoundedPieces() throws IOException {
        byte[] others = new byte[3 * Limits.VALUE_BYTES];
        Arrays.fill(others, (byte) 'x');

        assertThat(cut(TEN, others)).hasSize(4).allMatch(piece -> piece.length <= Limits.VALUE_BYTES);
    }

    @Test
    void messageOfVersionNineWithoutEndIsBounded() throws IOException {
        byte[] sets = new byte[3 * Limits.VALUE_BYTES];
        for (int at = 0; at < sets.length; at += 4) {
            sets[at] = 1;
            sets[at + 3] = 4;
        }

        assertThat(cut(NINE, sets)).allMatch(piece -> piece.length <= Limits.VALUE_BYTES + 0xFFFF);
    }

    private static List<byte[]> cut(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        MessageStream stream = new MessageStream(new ByteArrayInputStream(all.toByteArray()));
        List<byte[]> cut = new ArrayList<>();
        for (byte[] message = stream.next(); message != null; message = stream.next()) {
            cut.add(message);
        }
        return cut;
    }
}
