package dev.weir.collector.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the cursor of one path on the disk, in a small JSON file. */
final class CursorFile {
    private static final JsonMapper JSON = JsonMapper.shared();

    record Saved(String path, long offset, int headLength, String headSha256) {}

    private final String path;
    private final Path file;

    /** @param folder of the state; must exist */
    CursorFile(Path folder, Path path) {
        this.path = path.toAbsolutePath().normalize().toString();
        UUID name = UUID.nameUUIDFromBytes(this.path.getBytes(StandardCharsets.UTF_8));
        this.file = folder.resolve(name + ".json");
    }

    /**
     * What was saved last, or empty.
     *
     * @throws IOException if there is something that is no cursor of this path
     */
    Optional<Cursor> load() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            Saved saved = JSON.readValue(in, Saved.class);
            if (!path.equals(saved.path)) {
                throw new IOException("\"" + file + "\" holds the position of \"" + saved.path + "\", not of \"" + path
                        + "\"; remove it to read that file from its beginning");
            }
            return Optional.of(new Cursor(new Head(saved.headLength, saved.headSha256), saved.offset));
        } catch (JacksonException | IllegalArgumentException noCursor) {
            throw new IOException(
                    "\"" + file + "\" holds no position: " + noCursor.getMessage() + "; remove it to read \"" + path
                            + "\" from its beginning",
                    noCursor);
        }
    }

    /** Saves; after a crash there is either the old or the new one. */
    void save(Cursor cursor) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Saved saved = new Saved(
                path, cursor.offset(), cursor.head().length(), cursor.head().sha256());
        Files.write(next, JSON.writeValueAsBytes(saved));
        try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
