package dev.weir.schemas;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Protobuf files of this module as they are compiled now. */
final class PresentContracts {
    private static final Path SOURCES = Path.of("src/main/protobuf/weir/v1");

    private PresentContracts() {}

    /** One descriptor for each file in the source folder, so that no file can be forgotten. */
    static List<FileDescriptorProto> all() throws IOException, ReflectiveOperationException {
        List<FileDescriptorProto> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.sorted().toList()) {
                all.add(descriptor(file.getFileName().toString()).toProto());
            }
        }
        return all;
    }

    private static FileDescriptor descriptor(String file) throws ReflectiveOperationException {
        String simple = camelCase(file.substring(0, file.length() - ".proto".length()));
        return (FileDescriptor)
                outerClass("dev.weir.v1." + simple).getMethod("getDescriptor").invoke(null);
    }

    // protoc appends a word when a message has the name that the file's own class would get.
    private static Class<?> outerClass(String name) throws ClassNotFoundException {
        try {
            return Class.forName(name + "OuterClass");
        } catch (ClassNotFoundException noClash) {
            return Class.forName(name);
        }
    }

    private static String camelCase(String snake) {
        StringBuilder camel = new StringBuilder();
        for (String word : snake.split("_")) {
            camel.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return camel.toString();
    }
}
