package dev.weir.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The job with a small Flink cluster of its own in one JVM: what {@code weir up} starts. */
@Command(name = "weir-local-job", mixinStandardHelpOptions = true)
public final class LocalJob implements Callable<Integer> {
    /** The line that says that the job has been handed to the cluster. */
    public static final String READY = "weir-job is running";

    @Mixin
    private JobArguments job = new JobArguments();

    @Option(names = "--work", required = true, paramLabel = "DIR", description = "Folder for state and checkpoints.")
    private Path work = Path.of("");

    @Option(names = "--parallelism", defaultValue = "2", paramLabel = "N")
    private int parallelism = 2;

    @Option(names = "--checkpoint-millis", defaultValue = "1000", paramLabel = "MS")
    private long checkpointMillis = 1_000;

    public static void main(String[] args) {
        System.exit(new CommandLine(new LocalJob()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration());
        WeirJob.build(environment, job.settings());
        JobClient client = environment.executeAsync("weir");
        System.out.println(READY + " as " + client.getJobID());
        client.getJobExecutionResult().get();
        return 0;
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(checkpointMillis));
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                work.resolve("checkpoints").toAbsolutePath().toUri().toString());
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        return configuration;
    }
}
