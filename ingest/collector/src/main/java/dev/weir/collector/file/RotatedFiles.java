package dev.weir.collector.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that a path was rotated into: {@code flows.log.1}, {@code flows.log-20261124}, {@code
 * flows-2026-11-24T17-54-08.123.log}, each with or without {@code .gz} (logrotate, Cilium's exporter, the kubelet).
 */
final class RotatedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RotatedFiles.class);
    private static final String MARK = "[0-9][0-9TZ:._-]*";

    private record Dated(Path file, FileTime modified) {}

    private final Path folder;
    private final Pattern names;

    RotatedFiles(Path path) {
        Path absolute = path.toAbsolutePath();
        this.folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
        String name = String.valueOf(absolute.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        this.names = Pattern.compile("(" + Pattern.quote(name) + "[._-]" + MARK + "|" + Pattern.quote(stem) + "-" + MARK
                + Pattern.quote(extension) + ")(\\.gz)?");
    }

    /** All there are, the oldest first; not one that stands there uncompressed too. */
    List<Path> oldestFirst() throws IOException {
        List<Dated> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (names.matcher(String.valueOf(file.getFileName())).matches()) {
                    add(file, found);
                }
            }
        }
        found.sort(Comparator.comparing(Dated::modified).thenComparing(Dated::file));
        List<Path> files = found.stream().map(Dated::file).toList();
        return files.stream().filter(file -> !isDouble(file, files)).toList();
    }

    /** The place in {@link #oldestFirst} of the file that a cursor points into; -1 if it is not among them. */
    static int find(List<Path> files, Cursor cursor) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            if (isIn(files.get(i), cursor)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isIn(Path file, Cursor cursor) throws IOException {
        try {
            boolean longEnough = Content.isCompressed(file) || Files.size(file) >= cursor.offset();
            return longEnough && cursor.head().isOf(file);
        } catch (NoSuchFileException | EOFException | ZipException notThisOne) {
            LOG.debug("rotated file passed over: file={} reason={}", file, notThisOne.toString());
            return false;
        }
    }

    private static void add(Path file, List<Dated> found) throws IOException {
        try {
            if (Files.isRegularFile(file)) {
                found.add(new Dated(file, Files.getLastModifiedTime(file)));
            }
        } catch (NoSuchFileException removedMeanwhile) {
            LOG.debug("rotated file is gone: file={}", file);
        }
    }

    private static boolean isDouble(Path file, List<Path> all) {
        String name = String.valueOf(file.getFileName());
        return Content.isCompressed(file) && all.contains(file.resolveSibling(name.substring(0, name.length() - 3)));
    }
}
