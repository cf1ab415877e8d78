package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Records of our own making, encoded by an exporter's documentation, and what they are in canonical form: {@code
 * golden/FORMAT/NAME.in} and {@code NAME.out}. {@code -Dupdate} rewrites what comes out.
 */
class GoldenTest {

    @TestFactory
    Stream<DynamicTest> recordIsReadAsWrittenDown() {
        return GoldenRecords.inputs().stream()
                .map(in -> DynamicTest.dynamicTest(GoldenRecords.name(in), () -> check(in)));
    }

    @Test
    void everyFormatThatReadsThemIsTheOnlyOneToRecogniseThem() {
        for (Path in : GoldenRecords.inputs()) {
            byte[] value = GoldenRecords.bytes(in);
            assertThat(Format.recognise(value, 0, value.length)).as("%s", in).contains(GoldenRecords.format(in));
        }
    }

    private static void check(Path in) throws IOException {
        Path out = in.resolveSibling(in.getFileName().toString().replace(".in", ".out"));
        String text = Canonical.text(Decoded.from(GoldenRecords.format(in), GoldenRecords.bytes(in)));
        if (System.getProperty("update") != null) {
            Files.writeString(out, text);
        }
        assertThat(text).isEqualTo(Files.readString(out));
    }
}
