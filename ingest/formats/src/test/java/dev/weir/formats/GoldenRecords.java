package dev.weir.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The records of {@code src/test/resources/golden}. */
public final class GoldenRecords {
    private GoldenRecords() {}

    public static List<Path> inputs() {
        Path folder = Samples.root().resolve("ingest/formats/src/test/resources/golden");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".in"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + folder, unreadable);
        }
    }

    public static Format format(Path in) {
        return Format.byName(name(in).split("/", 2)[0]);
    }

    /** The folder's name and the file's. */
    static String name(Path in) {
        return in.subpath(in.getNameCount() - 2, in.getNameCount()).toString();
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }
}
