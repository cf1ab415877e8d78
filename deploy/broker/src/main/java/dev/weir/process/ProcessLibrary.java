package dev.weir.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the class paths of Weir's processes lie: the jars of others in {@code target/lib} of each program's module, and
 * Weir's own classes in {@code target/classes}, which are there in Maven's test phase as well as after packaging.
 *
 * @param root the repository's root
 */
public record ProcessLibrary(Path root) {
    /** System property with the repository's root; the build's test plug-ins and the {@code weir} script set it. */
    public static final String ROOT_PROPERTY = "weir.root";

    // ChildMain, which every child starts with.
    private static final String CHILD_SIDE = "deploy/broker";

    /** Makes the root absolute, so that a child with another working folder finds it too. */
    public ProcessLibrary {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The library of this JVM.
     *
     * @throws ChildFailedException if {@value #ROOT_PROPERTY} is not set
     */
    public static ProcessLibrary ofThisJvm() {
        String root = System.getProperty(ROOT_PROPERTY);
        if (root == null || root.isBlank()) {
            throw new ChildFailedException("cannot tell where Weir's programs lie: system property \"" + ROOT_PROPERTY
                    + "\" is not set; start with -D" + ROOT_PROPERTY + "=DIR, the repository's root");
        }
        return new ProcessLibrary(Path.of(root));
    }

    /**
     * Class path of a program, own classes first.
     *
     * @throws ChildFailedException if the program has not been built
     */
    public String classPath(Program program) {
        Set<String> modules = new LinkedHashSet<>();
        modules.add(program.module());
        modules.addAll(program.libraries());
        modules.add(CHILD_SIDE);
        String own = modules.stream()
                .map(module -> built(program, module, "classes").toString())
                .collect(Collectors.joining(File.pathSeparator));
        return own + File.pathSeparator + built(program, program.module(), "lib") + File.separator + "*";
    }

    private Path built(Program program, String module, String part) {
        Path folder = root.resolve(module).resolve("target").resolve(part);
        if (!Files.isDirectory(folder)) {
            throw new ChildFailedException("cannot start program " + program + ": \"" + folder
                    + "\" is missing; build it with ./mvnw -pl " + program.module() + " -am process-classes");
        }
        return folder;
    }
}
