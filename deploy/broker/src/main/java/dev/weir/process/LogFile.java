package dev.weir.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A child's log as its parent reads it: by whole lines, from where this run began. */
final class LogFile {
    private static final int TAIL_BYTES = 16 * 1024;
    private static final int TAIL_LINES = 30;

    private final Path path;
    private final long begin;
    private long unread;

    /** The log whose present end is where the next run begins; its folder is made. */
    LogFile(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        this.path = path;
        this.begin = Files.exists(path) ? Files.size(path) : 0;
        this.unread = begin;
    }

    /** Looks for the pattern in the whole lines that were not looked at before. */
    Optional<String> next(Pattern pattern) throws IOException {
        byte[] fresh = read(unread, Integer.MAX_VALUE);
        int end = fresh.length;
        while (end > 0 && fresh[end - 1] != '\n') {
            end--;
        }
        unread += end;
        return new String(fresh, 0, end, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> pattern.matcher(line).find())
                .findFirst();
    }

    /** Last lines of this run, for a person to read. */
    String tail() {
        try {
            long length = Files.exists(path) ? Files.size(path) : 0;
            List<String> lines = new String(
                            read(Math.max(begin, length - TAIL_BYTES), TAIL_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(the log cannot be read: " + unreadable + ")";
        }
    }

    private byte[] read(long from, int most) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(most, Math.max(0, file.length() - from))];
            file.seek(from);
            file.readFully(bytes);
            return bytes;
        }
    }
}
