package dev.weir.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildJvmTest {
    @TempDir
    Path folder;

    @Test
    void childGetsWhatItWasLaunchedWith() {
        JvmLaunch launch = Children.launch(Children.Serves.class, log())
                .withSystemProperties(Map.of("flavour", "vanilla"))
                .withArguments("one", "two");

        try (ChildJvm child = ChildJvm.start(launch)) {
            assertThat(child.readyLine()).isEqualTo("ready vanilla one,two");
        }
    }

    @Test
    void childEndsInOrderWhenItIsStopped() {
        ChildJvm child = ChildJvm.start(Children.launch(Children.Serves.class, log()));

        child.stop();

        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitCode()).isEqualTo(Optional.of(0));
    }

    @Test
    void childThatEndsEarlyFailsWithItsOwnWords() {
        assertThatThrownBy(() -> ChildJvm.start(Children.launch(Children.Fails.class, log())))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("ended with code 1 before it was ready")
                .hasMessageContaining("the disk is upside down");
    }

    @Test
    void childThatIsNeverReadyIsNotLeftBehind() {
        JvmLaunch launch = Children.launch(Children.NeverReady.class, log()).withReadyTimeout(Duration.ofSeconds(2));

        assertThatThrownBy(() -> ChildJvm.start(launch))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("was not ready within PT2S")
                .hasMessageContaining("not yet");
        assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void childThatHangsInShutdownIsKilled() {
        ChildJvm child = ChildJvm.start(Children.launch(Children.HangsInShutdown.class, log()));

        child.stop(Duration.ofMillis(200), Duration.ofMillis(200));

        assertThat(child.exitCode()).isEqualTo(Optional.of(128 + 9));
    }

    @Test
    void readyLineOfAnEarlierRunIsNotTakenForThisOne() {
        ChildJvm.start(Children.launch(Children.Serves.class, log())).stop();

        assertThatThrownBy(() -> ChildJvm.start(Children.launch(Children.Fails.class, log())))
                .isInstanceOf(ChildFailedException.class);
    }

    @Test
    void childOfAKilledParentEnds() throws Exception {
        ChildJvm parent = ChildJvm.start(Children.launch(Children.Parent.class, log())
                .withArguments(folder.resolve("grandchild.log").toString()));
        ProcessHandle grandchild = ProcessHandle.of(
                        Long.parseLong(parent.readyLine().split(" ")[1]))
                .orElseThrow();

        parent.kill();

        grandchild.onExit().get(10, TimeUnit.SECONDS);
        assertThat(grandchild.isAlive()).isFalse();
    }

    private Path log() {
        return folder.resolve("child.log");
    }
}
