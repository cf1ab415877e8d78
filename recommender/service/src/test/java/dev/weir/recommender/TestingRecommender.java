package dev.weir.recommender;

import static org.awaitility.Awaitility.await;

import dev.weir.broker.Broker;
import dev.weir.process.ChildJvm;
import dev.weir.process.JvmLaunch;
import dev.weir.process.ProcessLibrary;
import dev.weir.process.Program;
import dev.weir.recommender.out.ViewMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recommender as a child process with its two folders. */
final class TestingRecommender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path out;
    private final JvmLaunch launch;
    private ChildJvm child;

    private TestingRecommender(Path out, JvmLaunch launch) {
        this.out = out;
        this.launch = launch;
        child = ChildJvm.start(launch);
    }

    static TestingRecommender start(Broker broker, Path folder) {
        Path out = folder.resolve("out");
        return new TestingRecommender(
                out,
                JvmLaunch.of(
                                RecommenderMain.class.getName(),
                                ProcessLibrary.ofThisJvm().classPath(Program.RECOMMENDER),
                                folder.resolve("recommender.log"),
                                Pattern.compile("^" + RecommenderMain.READY + "$"))
                        .withHeap("256m")
                        .withArguments(
                                "--bootstrap", broker.bootstrapServers(),
                                "--data", folder.resolve("view").toString(),
                                "--out", out.toString()));
    }

    Path out() {
        return out;
    }

    String log() {
        return child.logTail();
    }

    void killAndRestart() {
        child.kill();
        child = ChildJvm.start(launch);
    }

    int stop() {
        child.stop();
        return child.exitCode().orElseThrow();
    }

    /** Waits until the mark says that everything before these offsets is in the folder. */
    void awaitReflected(Map<String, Long> ends) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> reflects(ends));
    }

    private boolean reflects(Map<String, Long> ends) throws IOException {
        Path mark = out.resolve(ViewMark.FILE);
        if (!Files.exists(mark)) {
            return false;
        }
        JsonNode offsets =
                JsonMapper.builder().build().readTree(Files.readString(mark)).path("offsets");
        return ends.entrySet().stream()
                .allMatch(end -> offsets.path(end.getKey()).asLong(0) >= end.getValue());
    }

    /** Every file but the mark, which tells the time. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        files.remove(ViewMark.FILE);
        return files;
    }

    @Override
    public void close() {
        child.stop();
    }
}
