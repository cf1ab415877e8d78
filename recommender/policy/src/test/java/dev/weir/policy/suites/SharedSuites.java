package dev.weir.policy.suites;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Test suites that other projects wrote. They are not part of this repository: they are looked for beside it, or where
 * {@code -Dweir.shared} says, and tests over them are reported as skipped where they are not.
 */
final class SharedSuites {

    private SharedSuites() {}

    /** A test for each child of a folder of the suites; where that is not there, one test that is skipped and says so. */
    static Stream<DynamicTest> tests(String folder, Consumer<Path> test) {
        String root = System.getProperty("weir.root", "../..");
        Path shared = Path.of(System.getProperty("weir.shared", root + "/../shared"));
        Path path = shared.resolve("suites/netpol").resolve(folder).normalize();
        if (!Files.isDirectory(path)) {
            return Stream.of(
                    DynamicTest.dynamicTest(folder + " is not there", () -> Assumptions.abort("no suite at " + path)));
        }
        return children(path).stream()
                .map(child -> DynamicTest.dynamicTest(child.getFileName().toString(), () -> test.accept(child)));
    }

    static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
