package dev.weir.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that say what a run gave when somebody last looked; {@code -Dupdate} rewrites them. */
final class Golden {
    private Golden() {}

    static void assertEqual(String name, String text) throws IOException {
        Path file = Recording.root()
                .resolve("deploy/standalone/src/test/resources/golden")
                .resolve(name);
        if (System.getProperty("update") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
