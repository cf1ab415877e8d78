package dev.weir.formats.netflow;

import static dev.weir.formats.netflow.Wire.NOW;
import static dev.weir.formats.netflow.Wire.ROUTER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.Layout;
import dev.weir.exporters.netflow.SetsMessage;
import dev.weir.formats.BadRecord;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Limits;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Templates and records of any shape read as a plain reader reads them; any bytes are accounted for. */
class NetflowPropertyTest {
    private static final int[] NUMBERS = {
        1, 2, 3, 4, 6, 7, 8, 11, 12, 21, 22, 27, 28, 32, 34, 48, 50, 61, 85, 86, 89, 130, 136, 139, 150, 151, 152, 153,
        154, 155, 156, 157, 158, 159, 160, 166, 176, 177, 225, 226, 227, 228, 231, 232, 233, 239, 256, 281, 298, 302,
        305, 306, 309, 310, 322, 323, 371, 999
    };

    @Property(tries = 400)
    void everyShapeOfRecordReadsAsAPlainReaderReadsIt(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] message = message(random);
        PlainReader plain = new PlainReader();
        plain.read(message);

        Heard heard = Heard.from(new NetflowDecoder(), ROUTER, message);

        assertThat(heard.bad).isEmpty();
        assertThat(heard.early).isEmpty();
        List<PlainReader.Row> rows =
                plain.rows().stream().filter(row -> !row.options()).toList();
        List<FlowEvent> flows =
                heard.flows.stream().filter(event -> !event.hasLoss()).toList();
        assertThat(flows).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            if (flows.get(i).hasObservation()) {
                same(flows.get(i).getObservation(), rows.get(i));
            }
        }
    }

    private static void same(Observation seen, PlainReader.Row row) {
        boolean v4 = seen.getSource().getIp().size() == 4;
        byte[] source = row.bytes(v4 ? 8 : 27);
        byte[] destination = row.bytes(v4 ? 12 : 28);
        assertThat(seen.getSource().getIp()).isEqualTo(source == null ? null : ByteString.copyFrom(source));
        assertThat(seen.getDestination().getIp())
                .isEqualTo(destination == null ? null : ByteString.copyFrom(destination));
        assertThat(seen.getIpProtocol()).isEqualTo((int) row.number(4));
        if (row.has(0, 1) || row.has(0, 2)) {
            assertThat(seen.getBytes()).isEqualTo(row.number(1));
            assertThat(seen.getPackets()).isEqualTo(row.number(2));
            assertThat(seen.getReverseBytes()).isEqualTo(row.number(29305, 1));
        }
    }

    private static byte[] message(Random random) {
        boolean ipfix = random.nextBoolean();
        SetsMessage message =
                ipfix ? SetsMessage.ipfix(random.nextInt(), 1, NOW) : SetsMessage.v9(random.nextInt(), 1, NOW, 99_999);
        for (int id = 256; id < 256 + 1 + random.nextInt(3); id++) {
            Layout layout = layout(id, ipfix, random);
            message.templates(layout);
            List<List<Object>> rows = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                rows.add(row(layout, random));
            }
            message.data(layout, rows);
        }
        return message.toBytes();
    }

    private static Layout layout(int id, boolean ipfix, Random random) {
        List<Field> fields = new ArrayList<>();
        for (int number : new int[] {8, 12, 4}) {
            fields.add(Field.of(number, width(number)));
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            int number = NUMBERS[random.nextInt(NUMBERS.length)];
            int kind = ipfix ? random.nextInt(6) : 2;
            fields.add(
                    kind == 0
                            ? new Field(Field.REVERSE, number, width(number))
                            : kind == 1
                                    ? Field.antrea(400 + number, Field.VARIABLE)
                                    : Field.of(number, width(number, random)));
        }
        Collections.shuffle(fields, random);
        return new Layout(id, random.nextInt(4) == 0 ? 1 : 0, fields);
    }

    /** Numbers of any length from one byte to eight, and what is not read, of any. */
    private static int width(int number, Random random) {
        return switch (number) {
            case 371 -> random.nextBoolean() ? Field.VARIABLE : 1 + random.nextInt(20);
            case 999 -> random.nextInt(20);
            case 4, 8, 12, 27, 28, 130, 225, 226, 281 -> width(number);
            default -> 1 + random.nextInt(8);
        };
    }

    private static int width(int number) {
        return switch (number) {
            case 4 -> 1;
            case 8, 12, 130, 225, 226 -> 4;
            case 27, 28, 281 -> 16;
            default -> 4;
        };
    }

    private static List<Object> row(Layout layout, Random random) {
        List<Object> row = new ArrayList<>();
        for (Field field : layout.fields()) {
            int length = field.length() == Field.VARIABLE
                    ? random.nextInt(10) == 0 ? 250 + random.nextInt(20) : random.nextInt(9)
                    : field.length();
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            row.add(bytes);
        }
        return row;
    }

    @Property(tries = 3000)
    void anyBytesAfterAVersionAreAccountedFor(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[2 + random.nextInt(400)];
        random.nextBytes(bytes);
        bytes[0] = 0;
        bytes[1] = new byte[] {5, 9, 10}[random.nextInt(3)];

        accounted(new NetflowDecoder(), bytes);
    }

    @Property(tries = 3000)
    void anyChangeOfAMessageIsAccountedFor(@ForAll long seed) {
        Random random = new Random(seed);
        NetflowDecoder decoder = new NetflowDecoder();
        byte[] bytes = message(random);
        accounted(decoder, bytes);
        for (int again = 0; again < 4; again++) {
            byte[] changed = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1) : bytes;
            for (int change = random.nextInt(6); change > 0; change--) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0);
            }
            accounted(decoder, changed);
        }
    }

    private static void accounted(NetflowDecoder decoder, byte[] bytes) {
        Heard heard = Heard.from(decoder, ROUTER, bytes);

        assertThat(heard.flows.size() + heard.bad.size() + heard.early.size() + heard.messages.size())
                .isPositive();
        for (BadRecord bad : heard.bad) {
            assertThat(bad.reason()).as("%s", bad).isNotEqualTo(Reason.DEFECT);
            assertThat(bad.offset() + bad.length()).as("%s", bad).isLessThanOrEqualTo(bytes.length);
        }
        for (EarlySet early : heard.early) {
            decoder.decode(early, new Heard());
        }
        assertThat(decoder.statistics().bytes()).isBetween(0, Templates.BYTES);
    }

    @Test
    @Timeout(20)
    void whatCostsMostForItsLengthCostsLittle() {
        NetflowDecoder decoder = new NetflowDecoder();
        byte[] zeros = new byte[60_000];
        zeros[59_999] = 1;
        Field[] many = new Field[Limits.ENTRIES];
        Arrays.fill(many, Field.of(999, 0));
        many[0] = Field.of(4, 1);
        Layout tiny = Layout.of(300, many);
        Layout varying = Layout.of(301, Field.of(371, Field.VARIABLE));

        long start = System.nanoTime();
        Heard.from(
                decoder, ROUTER, SetsMessage.v9(1, 1, NOW, 1).set(0, zeros, 0).toBytes());
        Heard.from(
                decoder, ROUTER, Wire.ipfix().templates(tiny).set(300, zeros, 0).toBytes());
        Heard.from(
                decoder,
                ROUTER,
                Wire.ipfix().templates(varying).set(301, zeros, 0).toBytes());

        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
}
