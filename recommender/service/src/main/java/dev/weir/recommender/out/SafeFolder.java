package dev.weir.recommender.out;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Files below one folder, none of them through a symbolic link. A file is replaced in one step, so that a reader sees the
 * old bytes or the new ones, whenever the writer is killed.
 */
final class SafeFolder {
    private static final String TEMPORARY = ".weir-new";

    private final Path root;

    /** The folder itself may be a link: whoever named it chose where it leads. */
    SafeFolder(Path root) throws IOException {
        Files.createDirectories(root);
        this.root = root.toRealPath();
    }

    /** The symbolic link that a path below the folder goes through, or empty when it goes through none. */
    Optional<Path> link(String path) {
        Path place = root;
        for (Path part : Path.of(path)) {
            place = place.resolve(part);
            if (Files.isSymbolicLink(place)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    Optional<String> read(String path) throws IOException {
        try {
            return Optional.of(Files.readString(resolve(path)));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    /** Sets a file's text; leaves the file alone, its time stamp included, when it has it already. */
    boolean write(String path, String text) throws IOException {
        Path target = resolve(path);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.size(target) == bytes.length
                && Arrays.equals(Files.readAllBytes(target), bytes)) {
            return false;
        }
        Files.createDirectories(target.resolveSibling(""));
        // One name for every temporary file, so that a killed writer leaves at most one behind, and the next one takes
        // it.
        Path temporary = root.resolve(TEMPORARY);
        Files.deleteIfExists(temporary);
        Files.write(temporary, bytes);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /** Removes a file, and the folders above it that are empty then. */
    boolean remove(String path) throws IOException {
        Path target = resolve(path);
        boolean removed = Files.deleteIfExists(target);
        for (Path folder = target.getParent();
                folder != null && !folder.equals(root) && removeWhenEmpty(folder);
                folder = folder.getParent()) {
            // The condition does the work.
        }
        return removed;
    }

    private static boolean removeWhenEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (DirectoryNotEmptyException inUse) {
            return false;
        }
    }

    private Path resolve(String path) throws IOException {
        Path target = root.resolve(path).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("\"" + path + "\" leads out of the folder \"" + root + "\"");
        }
        Optional<Path> link = link(path);
        if (link.isPresent()) {
            throw new IOException("\"" + link.get() + "\" is a symbolic link; remove it, and the file can be written");
        }
        return target;
    }
}
