package dev.weir.standalone;

import dev.weir.process.ProcessLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where recordings lie: our own in the checkout, other people's beside it. */
public final class Recording {
    private Recording() {}

    public static Path root() {
        return ProcessLibrary.ofThisJvm().root();
    }

    public static Path lab(String name) {
        return root().resolve("deploy/lab/recording").resolve(name);
    }

    /** A file of other people's data, where this machine has it. */
    public static Optional<Path> shared(String name) {
        String folder =
                System.getProperty("weir.shared", root().resolve("../shared").toString());
        Path file = Path.of(folder).resolve(name).normalize();
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }
}
