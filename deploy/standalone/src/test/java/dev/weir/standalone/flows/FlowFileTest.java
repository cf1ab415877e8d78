package dev.weir.standalone.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.Layout;
import dev.weir.exporters.netflow.SetsMessage;
import dev.weir.formats.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowFileTest {
    private static final Layout LAYOUT = Layout.of(256, Field.of(8, 4), Field.of(12, 4), Field.of(4, 1));

    /** Its bytes hold line feeds: IPFIX's own number is one. */
    private static final byte[] MESSAGE = SetsMessage.ipfix(1, 0, 1_700_000_000)
            .templates(LAYOUT)
            .data(LAYOUT, List.of(List.of(new byte[] {10, 0, 0, 1}, new byte[] {10, 0, 10, 10}, 6)))
            .toBytes();

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("flows");
    }

    @Test
    void messagesAreRecognisedAndHandedOnWhole() throws IOException {
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.writeBytes(MESSAGE);
        two.writeBytes(MESSAGE);
        Files.write(file, two.toByteArray());

        assertThat(FlowFile.recognise(file)).contains(Format.IPFIX);
        assertThat(pieces(Format.IPFIX)).containsExactly(MESSAGE, MESSAGE);
        assertThat(new FlowFile(file, Format.IPFIX).isOrdered()).isTrue();
    }

    @Test
    void gzipIsSeenThrough() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(MESSAGE);
        }

        assertThat(FlowFile.recognise(file)).contains(Format.IPFIX);
        assertThat(pieces(Format.IPFIX)).containsExactly(MESSAGE);
    }

    @Test
    void linesAreHandedOnWithoutTheirEnds() throws IOException {
        Files.writeString(file, "{\"ip_src\":\"10.0.0.1\",\"ip_dst\":\"10.0.0.2\"}\r\n\n{}");

        assertThat(FlowFile.recognise(file)).contains(Format.PMACCT_JSON);
        assertThat(pieces(Format.PMACCT_JSON))
                .extracting(line -> new String(line, StandardCharsets.UTF_8))
                .containsExactly("{\"ip_src\":\"10.0.0.1\",\"ip_dst\":\"10.0.0.2\"}", "{}");
    }

    private List<byte[]> pieces(Format format) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        new FlowFile(file, format).forEachLine((line, number) -> pieces.add(line));
        return pieces;
    }
}
