package dev.weir.standalone.cli;

import dev.weir.formats.Format;
import dev.weir.standalone.BadInput;
import dev.weir.standalone.flows.FlowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds out what flow files hold. */
public final class FlowFiles {

    private FlowFiles() {}

    /**
     * The files with their formats.
     *
     * @param format name of the format; empty = recognise it by the first lines
     * @throws BadInput if a file cannot be used; the message names all that cannot
     */
    public static List<FlowFile> recognised(List<Path> paths, String format) throws IOException {
        List<FlowFile> files = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path path : paths) {
            if (!path.toString().equals("-") && !Files.isRegularFile(path)) {
                problems.add("'" + path + "' is no file; give the file that holds the flow records");
            } else if (!format.isEmpty()) {
                files.add(new FlowFile(path, Format.byName(format)));
            } else if (path.toString().equals("-")) {
                problems.add("standard input cannot be read twice to recognise its format; add --format");
            } else {
                FlowFile.recognise(path)
                        .ifPresentOrElse(
                                known -> files.add(new FlowFile(path, known)),
                                () -> problems.add("'" + path + "': none of its first lines is a flow record of one "
                                        + "known format; name the format with --format"));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInput(String.join("\n", problems));
        }
        return files;
    }
}
