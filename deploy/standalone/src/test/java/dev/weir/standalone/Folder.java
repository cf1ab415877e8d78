package dev.weir.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The policies in a folder: relative path and text of every YAML file. */
public final class Folder {
    private Folder() {}

    public static SortedMap<String, String> policies(Path folder) throws IOException {
        SortedMap<String, String> policies = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".yaml"))
                    .forEach(file -> policies.put(folder.relativize(file).toString(), text(file)));
        }
        return policies;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
