package dev.weir.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessLibraryTest {
    @Test
    void classPathOfTheBrokerIsItsClassesThenItsJars() {
        String path = ProcessLibrary.ofThisJvm().classPath(Program.BROKER);

        assertThat(path.split(System.getProperty("path.separator")))
                .satisfiesExactly(
                        own -> assertThat(Path.of(own)).endsWith(Path.of("deploy/broker/target/classes")),
                        schemas -> assertThat(Path.of(schemas)).endsWith(Path.of("schemas/target/classes")),
                        jars -> assertThat(jars).endsWith("lib/*"));
    }

    @Test
    void programThatWasNotBuiltSaysHowToBuildIt(@TempDir Path empty) {
        assertThatThrownBy(() -> new ProcessLibrary(empty).classPath(Program.JOB))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("stream-job/job")
                .hasMessageContaining("./mvnw -pl stream-job/job -am process-classes");
    }
}
