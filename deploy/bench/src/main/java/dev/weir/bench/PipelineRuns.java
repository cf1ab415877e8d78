package dev.weir.bench;

import dev.weir.bench.load.Prefill;
import dev.weir.bench.pipeline.PipelineMain;
import dev.weir.formats.Format;
import dev.weir.process.ChildJvm;
import dev.weir.process.JvmLaunch;
import dev.weir.process.ProcessLibrary;
import dev.weir.process.Program;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs pipelines one after the other, each in a JVM of its own. This JVM knows no Flink: it names the child's main class
 * and reads the line that the child prints (a constant that the compiler copies).
 */
final class PipelineRuns {
    /** Names of all pipelines, in the order in which they are worth running. */
    static final List<String> ALL = List.of("ceiling", "plain", "weir");

    private static final String MAIN = "dev.weir.bench.pipeline.PipelineMain";
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final String kafka;
    private final Path data;
    private final long flows;
    private final int parallelism;
    private final String heap;
    private final @Nullable Path profile;
    private final Consumer<String> progress;

    PipelineRuns(
            String kafka,
            Path data,
            long flows,
            int parallelism,
            String heap,
            @Nullable Path profile,
            Consumer<String> progress) {
        this.kafka = kafka;
        this.data = data;
        this.flows = flows;
        this.parallelism = parallelism;
        this.heap = heap;
        this.profile = profile;
        this.progress = progress;
    }

    /** What the child measured, with the load of the machine around it. */
    ObjectNode run(Format format, String pipeline) {
        String name = format.text() + "-" + pipeline;
        double loadBefore = load();
        progress.accept(name + ": running");
        String line;
        try (ChildJvm child = ChildJvm.start(launch(format, pipeline, name))) {
            line = child.readyLine();
        }
        ObjectNode result = (ObjectNode) JsonMapper.shared().readTree(line.substring(line.indexOf('{')));
        result.put("loadBefore", loadBefore);
        result.put("loadAfter", load());
        progress.accept(name + ": " + result.get("flowsPerSecond").asLong() + " flows/s, "
                + result.get("flowsPerCpuSecond").asLong() + " a CPU second");
        return result;
    }

    private JvmLaunch launch(Format format, String pipeline, String name) {
        ProcessLibrary library = ProcessLibrary.ofThisJvm();
        String classes = library.root().resolve("deploy/bench/target/classes") + File.pathSeparator;
        return JvmLaunch.of(
                        MAIN,
                        classes + library.classPath(Program.JOB),
                        data.resolve(name + ".log"),
                        Pattern.compile("^" + PipelineMain.RESULT))
                .withReadyTimeout(LONGEST)
                .withHeap(heap)
                .withJvmOptions(options(name))
                .withArguments(
                        "--kafka",
                        kafka,
                        "--pipeline",
                        pipeline.toUpperCase(Locale.ROOT),
                        "--format",
                        format.text(),
                        "--topic",
                        Prefill.topic(format),
                        "--warm-up-topic",
                        Prefill.warmUpTopic(format),
                        "--flows",
                        Long.toString(flows),
                        "--work",
                        data.resolve(name).toString(),
                        "--parallelism",
                        Integer.toString(parallelism));
    }

    private List<String> options(String name) {
        List<String> options = new ArrayList<>(JvmLaunch.FLINK_OPENS);
        if (profile != null) {
            Path recording = profile.resolve(name + ".jfr").toAbsolutePath();
            options.add("-XX:StartFlightRecording=settings=profile,filename=" + recording);
        }
        return options;
    }

    /** Runnable processes of the machine over the last minute; what else ran disturbs a figure. */
    private static double load() {
        return Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() * 100) / 100.0;
    }
}
