package dev.weir.formats.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.formats.Samples;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recorded datagram, one exporter's templates before its data: each record is what a plain reading says. */
class RecordedDatagramsTest {
    private static final String FOLDER = "netflow-ipfix/logstash-codec-netflow";
    private static final Exporter ROUTER = new Exporter("192.0.2.1", 2055);

    /** Broken on purpose. */
    private static final Set<String> WITHOUT_FLOWS =
            Set.of("netflow5_test_invalid01.dat", "netflow5_test_invalid02.dat");

    /** Its set has 17 bytes, not zero, behind its one record. */
    private static final String TRAILING_BYTES = "netflow9_test_nprobe_dpi.dat";

    @TestFactory
    List<DynamicTest> everyRecordIsWhatAPlainReadingSays() {
        List<Path> files = Samples.files(FOLDER, ".dat");
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files) {
            tests.add(DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> compare(files, file)));
        }
        return tests;
    }

    private static void compare(List<Path> all, Path file) {
        NetflowDecoder decoder = new NetflowDecoder();
        PlainReader plain = new PlainReader();
        for (Path template : all) {
            if (isTemplateFor(template, file)) {
                Heard.from(decoder, ROUTER, Samples.bytes(template));
                plain.read(Samples.bytes(template));
            }
        }
        plain.rows().clear();

        Heard heard = Heard.from(decoder, ROUTER, Samples.bytes(file));

        String name = String.valueOf(file.getFileName());
        if (WITHOUT_FLOWS.contains(name)) {
            assertThat(heard.flows).isEmpty();
            assertThat(heard.bad).hasSize(1);
            return;
        }
        assertThat(heard.bad).hasSize(name.equals(TRAILING_BYTES) ? 1 : 0);
        if (Samples.bytes(file)[1] == 5) {
            versionFive(heard, Samples.bytes(file));
            return;
        }
        asPlain(heard, plain, file);
    }

    private static void asPlain(Heard heard, PlainReader plain, Path file) {
        int templates = plain.templates();
        plain.read(Samples.bytes(file));
        assertThat(heard.messages.stream().mapToInt(Message::templates).sum()).isEqualTo(plain.templates() - templates);
        assertThat(heard.messages.stream().mapToInt(Message::options).sum()).isEqualTo((int)
                plain.rows().stream().filter(PlainReader.Row::options).count());
        List<PlainReader.Row> rows =
                plain.rows().stream().filter(row -> !row.options()).toList();
        List<FlowEvent> flows =
                heard.flows.stream().filter(event -> !event.hasLoss()).toList();
        assertThat(flows).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            same(flows.get(i), rows.get(i));
        }
    }

    /** The exporter's name is all before what the file holds; some recordings are of several kinds of it. */
    private static boolean isTemplateFor(Path template, Path file) {
        String name = String.valueOf(template.getFileName());
        String other = String.valueOf(file.getFileName());
        return name.contains("tpl") && !name.equals(other) && stem(name).equals(stem(other));
    }

    private static String stem(String name) {
        return name.replaceFirst("_(opt)?(tpl|data|dpi).*", "");
    }

    private static void versionFive(Heard heard, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int flow = 0;
        while (in.hasRemaining()) {
            int start = in.position();
            int count = in.getShort(start + 2);
            for (int i = 0; i < count; i++) {
                int at = start + 24 + 48 * i;
                Observation seen = heard.observations().get(flow++);
                assertThat(seen.getSource().getIp()).isEqualTo(ByteString.copyFrom(bytes, at, 4));
                assertThat(seen.getDestination().getIp()).isEqualTo(ByteString.copyFrom(bytes, at + 4, 4));
                assertThat(seen.getPackets()).isEqualTo(in.getInt(at + 16));
                assertThat(seen.getBytes()).isEqualTo(in.getInt(at + 20));
                assertThat(seen.getIpProtocol()).isEqualTo(in.get(at + 38));
            }
            in.position(start + 24 + 48 * count);
        }
        assertThat(heard.flows).hasSize(flow);
    }

    private static void same(FlowEvent event, PlainReader.Row row) {
        byte[] source = address(row, 8, 27);
        byte[] destination = address(row, 12, 28);
        if (source == null || destination == null) {
            assertThat(event.hasUnusable()).isTrue();
            return;
        }
        Observation seen = event.getObservation();
        assertThat(seen.getSource().getIp()).isEqualTo(ByteString.copyFrom(source));
        assertThat(seen.getDestination().getIp()).isEqualTo(ByteString.copyFrom(destination));
        assertThat(seen.getIpProtocol()).isEqualTo((int) row.number(4));
        if (seen.getIpProtocol() == 6 || seen.getIpProtocol() == 17) {
            assertThat(seen.getSource().getPort()).isEqualTo((int) row.number(7));
            assertThat(seen.getDestination().getPort()).isEqualTo((int) row.number(11));
        }
        if (row.has(0, 1)) {
            assertThat(seen.getBytes()).isEqualTo(row.number(1));
        }
        if (row.has(0, 2)) {
            assertThat(seen.getPackets()).isEqualTo(row.number(2));
        }
        if (row.has(0, 6) && seen.getIpProtocol() == 6) {
            assertThat(seen.getTcpFlags() & 0xFF).isEqualTo((int) row.number(6) & 0xFF);
        }
        times(event, row);
    }

    private static void times(FlowEvent event, PlainReader.Row row) {
        Observation seen = event.getObservation();
        assertThat(event.getEventTimeNs()).isEqualTo(seen.getEndNs());
        if (row.has(0, 153)) {
            assertThat(seen.getEndNs()).isEqualTo(row.number(153) * 1_000_000);
        } else if (row.has(0, 21) && row.uptimeMs() >= 0 && !row.has(0, 323)) {
            long ago = row.uptimeMs() - row.number(21);
            assertThat(seen.getEndNs()).isEqualTo((row.exportSeconds() * 1000 - ago) * 1_000_000);
        }
    }

    private static byte @Nullable [] address(PlainReader.Row row, int v4, int v6) {
        byte[] four = row.bytes(v4);
        byte[] six = row.bytes(v6);
        boolean useSix = six != null && (four == null || (isZero(four) && !isZero(six)));
        return useSix ? six : four;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
