package dev.weir.collector.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads what {@code kubectl get … -o yaml} or {@code -o json} printed, and plain manifests: single objects, lists and
 * several documents in a file.
 *
 * <p>The text is parsed to a tree and then read into fabric8's model, the same that the watcher's informers hold, so that
 * there is one mapping from objects to events. fabric8's own reader of texts would do without the tree, but throws at the
 * first broken document, knows no positions, and quietly turns unquoted numbers into label values.
 */
public final class InventoryFiles {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final Set<String> EXTENSIONS = Set.of("yaml", "yml", "json");

    private final ReadObjects objects;

    private InventoryFiles(String cluster) {
        this.objects = new ReadObjects(cluster);
    }

    /**
     * Reads files; the order in which they are named does not matter.
     *
     * @param files files, folders (every .yaml, .yml and .json file below, hidden ones left out), or {@code -} for
     *     standard input
     * @param cluster the name that the events carry
     * @return never throws for what is in a file, or for one that cannot be read: that is in the problems
     */
    public static InventoryRead read(List<Path> files, String cluster) {
        InventoryFiles reading = new InventoryFiles(cluster);
        Set<Path> all = new TreeSet<>();
        files.forEach(file -> reading.expand(file, all));
        all.forEach(reading::read);
        return reading.objects.done();
    }

    private void expand(Path file, Set<Path> all) {
        if (!Files.isDirectory(file)) {
            all.add(file.equals(STANDARD_INPUT) ? file : file.normalize());
            return;
        }
        try (Stream<Path> tree = Files.walk(file)) {
            List<Path> found = tree.filter(path -> isManifest(file, path))
                    .map(Path::normalize)
                    .toList();
            all.addAll(found);
            if (found.isEmpty()) {
                objects.problem(file.toString(), 0, "", "holds no .yaml, .yml or .json file", "");
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            objects.problem(file.toString(), 0, "", "cannot be listed: " + e.getMessage(), "");
        }
    }

    private static boolean isManifest(Path folder, Path file) {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (Path part : folder.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return EXTENSIONS.contains(extension) && Files.isRegularFile(file);
    }

    private void read(Path file) {
        String name = file.toString();
        try (InputStream text = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file)) {
            Documents.read(text, objects.in(name));
        } catch (NoSuchFileException e) {
            objects.problem(name, 0, "", "does not exist", "");
        } catch (java.nio.charset.CharacterCodingException e) {
            objects.problem(name, 0, "", "is no text in UTF-8", "the file was read up to that place");
        } catch (IOException e) {
            objects.problem(name, 0, "", "cannot be read: " + e.getMessage(), "");
        }
    }
}
