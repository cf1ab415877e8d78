package dev.weir.bench.pipeline;

import dev.weir.formats.Format;
import dev.weir.job.WeirJob;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A child JVM: runs one pipeline over the warm-up topic, then over the measured one, and prints what that took. */
@Command(name = "pipeline")
public final class PipelineMain implements Callable<Integer> {
    /** Starts the line of the output that holds the result, one JSON object. */
    public static final String RESULT = "weir-bench-result ";

    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);

    @Option(names = "--kafka", required = true)
    private String kafka = "";

    @Option(names = "--pipeline", required = true)
    private Pipeline pipeline = Pipeline.CEILING;

    @Option(names = "--format", required = true)
    private String format = "";

    @Option(names = "--topic", required = true)
    private String topic = "";

    @Option(names = "--warm-up-topic", required = true)
    private String warmUpTopic = "";

    @Option(names = "--flows", required = true)
    private long flows;

    @Option(names = "--work", required = true)
    private Path work = Path.of("");

    @Option(names = "--parallelism", required = true)
    private int parallelism;

    public static void main(String[] args) {
        System.exit(new CommandLine(new PipelineMain()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        PeakHeap heap = PeakHeap.watch();
        run(warmUpTopic);
        heap.reset();
        run(topic);
        if (Meter.flows() != flows) {
            throw new IllegalStateException(
                    "topic \"" + topic + "\" holds " + flows + " flows, but the job read " + Meter.flows());
        }
        System.out.println(RESULT + result(heap.bytes()));
        return 0;
    }

    private void run(String from) throws Exception {
        Meter.reset();
        StateAccesses.reset();
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration());
        environment.configure(WeirJob.defaults(environment.getConfiguration()));
        pipeline.build(environment, new Pipeline.Input(kafka, from, Format.byName(format)));
        environment.execute("bench of " + pipeline);
    }

    /** Memory as {@code weir up} gives it; a run that fails is no measurement, so nothing is restarted. */
    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                work.toAbsolutePath().toUri().toString());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StateAccesses.configure(configuration);
        return configuration;
    }

    private String result(long heapBytes) {
        Meter.Time time = Meter.time();
        Map<String, Long> accesses = StateAccesses.counts();
        long accessed = accesses.values().stream().mapToLong(Long::longValue).sum();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("flows", flows);
            json.writeNumberProperty("seconds", rounded(time.seconds()));
            json.writeNumberProperty("flowsPerSecond", Math.round(flows / time.seconds()));
            json.writeNumberProperty("cpuSeconds", rounded(time.cpuSeconds()));
            json.writeNumberProperty("flowsPerCpuSecond", Math.round(flows / time.cpuSeconds()));
            json.writeNumberProperty("heapBytes", heapBytes);
            json.writeNumberProperty("rocksdbAccessesPerFlow", (double) accessed / flows);
            json.writeObjectPropertyStart("rocksdbAccesses");
            accesses.forEach(json::writeNumberProperty);
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1_000) / 1_000.0;
    }
}
