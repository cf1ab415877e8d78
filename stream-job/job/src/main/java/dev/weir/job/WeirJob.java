package dev.weir.job;

import dev.weir.job.sink.Sinks;
import dev.weir.job.source.InventorySchema;
import dev.weir.job.source.RawRecord;
import dev.weir.job.source.RawRecordSchema;
import dev.weir.schemas.Topics;
import dev.weir.v1.InventoryEvent;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import picocli.CommandLine;

/** The job's entry point, for {@code flink run}, an application cluster, or a JVM of its own. */
public final class WeirJob {
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(10);

    private WeirJob() {}

    public static void main(String[] args) throws Exception {
        JobArguments arguments = new JobArguments();
        CommandLine commandLine = new CommandLine(arguments);
        CommandLine.ParseResult parsed = commandLine.parseArgs(args);
        if (parsed.isUsageHelpRequested()) {
            commandLine.usage(System.out);
            return;
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        build(environment, arguments.settings());
        environment.execute("weir");
    }

    /** Adds the whole job to the environment. */
    static void build(StreamExecutionEnvironment environment, JobSettings settings) {
        environment.configure(defaults(environment.getConfiguration()));
        DataStream<RawRecord> flows = environment
                .fromSource(flows(settings), WatermarkStrategy.noWatermarks(), "flows")
                .uid("flows-source");
        DataStream<InventoryEvent> inventory = environment
                .fromSource(inventory(settings), WatermarkStrategy.noWatermarks(), Topics.INVENTORY.name())
                .setParallelism(1)
                .uid("inventory-source");
        Sinks sinks = new Sinks(settings.bootstrapServers());
        Topology.build(
                flows,
                inventory,
                settings,
                new Topology.Outputs(sinks.edges(), sinks.recommendations(), sinks.deadLetters(), sinks.alerts()));
    }

    /** What the job cannot do without; everything that the cluster has configured stays as it is. */
    public static Configuration defaults(ReadableConfig cluster) {
        Configuration configuration = new Configuration();
        // Kryo would make state that no later version can read: a type without a serializer of its own is an error.
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        if (cluster.getOptional(StateBackendOptions.STATE_BACKEND).isEmpty()) {
            configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
            configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        }
        if (cluster.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).isEmpty()) {
            configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
        }
        return configuration;
    }

    private static KafkaSource<RawRecord> flows(JobSettings settings) {
        return KafkaSource.<RawRecord>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setTopics(List.copyOf(settings.formatByTopic().keySet()))
                .setGroupId(settings.consumerGroup())
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new RawRecordSchema())
                .setClientIdPrefix("weir-flows")
                .build();
    }

    /** Read from the start each time the job starts without a checkpoint: the topic is the inventory. */
    private static KafkaSource<InventoryEvent> inventory(JobSettings settings) {
        return KafkaSource.<InventoryEvent>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setTopics(Topics.INVENTORY.name())
                .setGroupId(settings.consumerGroup() + "-inventory")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new InventorySchema())
                .setClientIdPrefix("weir-inventory")
                .build();
    }
}
