package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
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
        return inputs().stream().map(in -> DynamicTest.dynamicTest(name(in), () -> check(in)));
    }

    @Test
    void everyFormatThatReadsThemIsTheOnlyOneToRecogniseThem() {
        for (Path in : inputs()) {
            byte[] value = bytes(in);
            assertThat(Format.recognise(value, 0, value.length)).as("%s", in).contains(format(in));
        }
    }

    private static void check(Path in) throws IOException {
        Path out = in.resolveSibling(in.getFileName().toString().replace(".in", ".out"));
        String text = Canonical.text(Decoded.from(format(in), bytes(in)));
        if (System.getProperty("update") != null) {
            Files.writeString(out, text);
        }
        assertThat(text).isEqualTo(Files.readString(out));
    }

    static List<Path> inputs() {
        Path folder = Samples.root().resolve("ingest/formats/src/test/resources/golden");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".in"))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + folder, unreadable);
        }
    }

    static Format format(Path in) {
        return Format.byName(name(in).split("/", 2)[0]);
    }

    /** The folder's name and the file's. */
    private static String name(Path in) {
        return in.subpath(in.getNameCount() - 2, in.getNameCount()).toString();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }
}
