package dev.weir.policy.suites;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Test suites that other projects wrote. They are not part of this repository: they are looked for beside it, or where
 * {@code -Dweir.shared} says, and tests over them are reported as skipped where they are not.
 */
final class SharedSuites {

    private SharedSuites() {}

    /** The folder of a set, or the end of the test if it is not there. */
    static Path folder(String set) {
        String root = System.getProperty("weir.root", "../..");
        Path shared = Path.of(System.getProperty("weir.shared", root + "/../shared"));
        Path folder = shared.resolve("suites/netpol").resolve(set);
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "no suite at " + folder.normalize());
        return folder;
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
