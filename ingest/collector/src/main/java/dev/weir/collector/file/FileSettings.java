package dev.weir.collector.file;

import dev.weir.formats.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is read and how.
 *
 * @param paths as their writer names them; rotated files are found beside them
 * @param format of all of them
 * @param state folder of the positions; made if missing
 * @param follows whether to wait for more at the end
 * @param poll how often to look for more, positive
 * @param save how often to wait for the broker and save the positions, positive
 */
public record FileSettings(List<Path> paths, Format format, Path state, boolean follows, Duration poll, Duration save) {

    public FileSettings {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("no file to read; name at least one");
        }
        if (poll.isNegative() || poll.isZero() || save.isNegative() || save.isZero()) {
            throw new IllegalArgumentException("poll " + poll + " and save " + save + " must be positive");
        }
        paths = List.copyOf(paths);
    }

    /** Looks for more four times a second and saves every five. */
    public static FileSettings of(List<Path> paths, Format format, Path state, boolean follows) {
        return new FileSettings(paths, format, state, follows, Duration.ofMillis(250), Duration.ofSeconds(5));
    }
}
