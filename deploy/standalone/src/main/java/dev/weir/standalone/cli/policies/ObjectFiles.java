package dev.weir.standalone.cli.policies;

import dev.weir.standalone.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Files of Kubernetes objects: one, every one below a folder, or standard input. */
final class ObjectFiles {

    private static final Path STANDARD_INPUT = Path.of("-");
    private static final Set<String> EXTENSIONS = Set.of("yaml", "yml", "json");

    private ObjectFiles() {}

    /** A text and where it is from. */
    record Text(String name, String content) {}

    /**
     * Reads a file, every .yaml, .yml and .json file below a folder (hidden ones left out), or {@code -}.
     *
     * @param option how the path was given, for the message
     * @throws BadInput if nothing is there to read, or it is no UTF-8
     */
    static List<Text> read(Path path, String option) {
        if (path.equals(STANDARD_INPUT)) {
            return List.of(new Text("standard input", text(path)));
        }
        if (!Files.exists(path)) {
            throw new BadInput(option + " '" + path + "' does not exist; give a file or folder of what "
                    + "kubectl get ... -o yaml|json printed");
        }
        List<Path> files = Files.isDirectory(path) ? below(path) : List.of(path);
        if (files.isEmpty()) {
            throw new BadInput(option + " '" + path + "' holds no .yaml, .yml or .json file");
        }
        return files.stream().map(file -> new Text(file.toString(), text(file))).toList();
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> isManifest(folder, file)).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new BadInput("'" + folder + "' cannot be listed: " + e.getMessage());
        }
    }

    private static boolean isManifest(Path folder, Path file) {
        for (Path part : folder.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return EXTENSIONS.contains(extension) && Files.isRegularFile(file);
    }

    static String text(Path file) {
        try {
            byte[] bytes = file.equals(STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(file);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInput("'" + file + "' is no UTF-8 text; write it as UTF-8");
        } catch (IOException e) {
            throw new BadInput("'" + file + "' cannot be read: " + e.getMessage());
        }
    }
}
