package dev.weir.schemas;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contracts of past releases: a folder a release, in it the descriptor of each Protobuf file in text form.
 *
 * @param folder holds the releases' folders
 */
record ReleasedContracts(Path folder) {
    private static final String SUFFIX = ".txtpb";

    /** Every break of every release against the present files, with the release in front; empty when there is none. */
    List<String> breaks(List<FileDescriptorProto> present) throws IOException {
        List<String> breaks = new ArrayList<>();
        for (Path release : sorted(folder)) {
            if (!Files.isDirectory(release)) {
                continue;
            }
            for (Path file : sorted(release)) {
                breaksOf(file, present).forEach(each -> breaks.add(release.getFileName() + ": " + each));
            }
        }
        return breaks;
    }

    /** Keeps the present files as those of a release, which must not be there yet. */
    void keep(String release, List<FileDescriptorProto> present) throws IOException {
        Path target = Files.createDirectory(folder.resolve(release));
        for (FileDescriptorProto file : present) {
            Path name = Path.of(file.getName() + SUFFIX).getFileName();
            Files.writeString(target.resolve(name), TextFormat.printer().printToString(file));
        }
    }

    private static List<String> breaksOf(Path path, List<FileDescriptorProto> present) throws IOException {
        FileDescriptorProto released = TextFormat.parse(Files.readString(path), FileDescriptorProto.class);
        Optional<FileDescriptorProto> now = present.stream()
                .filter(file -> file.getName().equals(released.getName()))
                .findFirst();
        return now.map(file -> Compatibility.breaks(released, file))
                .orElseGet(() -> List.of("file " + released.getName() + " is gone"));
    }

    private static List<Path> sorted(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.sorted().toList();
        }
    }
}
