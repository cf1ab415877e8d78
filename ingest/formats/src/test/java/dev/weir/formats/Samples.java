package dev.weir.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Recorded flows, which live beside the repository ({@code -Dweir.shared=DIR}, else {@code ../shared}). */
public final class Samples {
    private Samples() {}

    /** The lines of a sample; the test is skipped where the samples are not there. */
    public static List<String> lines(String path) {
        Path file = folder().resolve("samples").resolve(path);
        Assumptions.assumeTrue(Files.isReadable(file), () -> "no sample at " + file);
        return read(file);
    }

    /** A sample whole; the test is skipped where the samples are not there. */
    public static byte[] bytes(String path) {
        Path file = folder().resolve("samples").resolve(path);
        Assumptions.assumeTrue(Files.isReadable(file), () -> "no sample at " + file);
        return bytes(file);
    }

    /** The files of a sample's folder whose names end so, sorted; the test is skipped where the samples are not there. */
    public static List<Path> files(String path, String suffix) {
        Path folder = folder().resolve("samples").resolve(path);
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "no samples at " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot list " + folder, unreadable);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    /** The lines of a file of this repository. */
    public static List<String> ownLines(String path) {
        return read(root().resolve(path));
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    /** Where samples are, if they are there. */
    public static Path folder() {
        String configured = System.getProperty("weir.shared");
        return configured == null ? root().resolveSibling("shared") : Path.of(configured);
    }

    /** The repository. */
    public static Path root() {
        return Path.of(System.getProperty("weir.root", "")).toAbsolutePath().normalize();
    }
}
