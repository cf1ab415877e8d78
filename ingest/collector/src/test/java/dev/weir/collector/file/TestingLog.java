package dev.weir.collector.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A log file on the disk, and what writers and rotators do to one. Every line is different. */
final class TestingLog {
    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");

    final Path path;
    private final List<String> written = new ArrayList<>();
    private int rotations;

    TestingLog(Path folder) {
        this.path = folder.resolve("flows.log");
    }

    /** All lines that were ever finished. */
    List<String> written() {
        return written;
    }

    void append(int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            String line = "line " + written.size() + " " + "x".repeat(written.size() % 90);
            written.add(line);
            appendRaw(line + "\n");
        }
    }

    void appendRaw(String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** As logrotate's create does; the writer makes a new file when it writes next. */
    Path rename() throws IOException {
        Path to = next();
        Files.move(path, to);
        return dated(to);
    }

    /** As logrotate's copytruncate does. */
    Path copyAndTruncate() throws IOException {
        Path to = next();
        Files.copy(path, to);
        truncate();
        return dated(to);
    }

    void truncate() throws IOException {
        Files.newOutputStream(path, StandardOpenOption.TRUNCATE_EXISTING).close();
    }

    static Path compress(Path file) throws IOException {
        Path to = file.resolveSibling(file.getFileName() + ".gz");
        FileTime modified = Files.getLastModifiedTime(file);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
            out.write(Files.readAllBytes(file));
        }
        Files.delete(file);
        Files.setLastModifiedTime(to, modified);
        return to;
    }

    /** As logrotate's numbers do: what was 1 is now 2, and so on. */
    void shiftNumbers() throws IOException {
        for (int i = rotations + 1; i > 0; i--) {
            for (String gz : List.of("", ".gz")) {
                Path from = path.resolveSibling("flows.log." + i + gz);
                if (Files.exists(from)) {
                    Files.move(
                            from,
                            path.resolveSibling("flows.log." + (i + 1) + gz),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private Path next() throws IOException {
        shiftNumbers();
        rotations++;
        return path.resolveSibling("flows.log.1");
    }

    /** File systems count in ticks that are longer than a test takes between two rotations. */
    private Path dated(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(BEGIN.plusSeconds(rotations)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
