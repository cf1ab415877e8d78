package dev.weir.bench.pipeline;

import dev.weir.formats.Format;
import dev.weir.job.JobSettings;
import dev.weir.job.Topology;
import dev.weir.job.operator.IdentitySettings;
import dev.weir.job.source.InventorySchema;
import dev.weir.job.source.RawRecord;
import dev.weir.policy.recommend.Options;
import dev.weir.schemas.Topics;
import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.v1.Alert;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.TallyKind;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** The jobs that are compared, each over the whole of one topic. All of them end in sinks that drop what they get. */
public enum Pipeline {
    /** Reads and decodes, nothing else: no job over these records with this decoder is faster. */
    CEILING {
        @Override
        void build(StreamExecutionEnvironment environment, Input input) {
            flows(environment, input)
                    .flatMap(new Count(input.format))
                    .returns(Types.STRING)
                    .sinkTo(EndSink.discarding());
        }
    },
    /** One read and one write of RocksDB for every flow. */
    PLAIN {
        @Override
        void build(StreamExecutionEnvironment environment, Input input) {
            flows(environment, input)
                    .flatMap(new PlainJob.Parse(input.format))
                    .returns(PlainJob.KEY_AND_TIME)
                    .keyBy(flow -> flow.f0, Types.STRING)
                    .process(new PlainJob.Remember(), Types.STRING)
                    .sinkTo(EndSink.discarding());
        }
    },
    /** The product's own topology, up to the recommendations. */
    WEIR {
        @Override
        void build(StreamExecutionEnvironment environment, Input input) {
            DataStream<InventoryEvent> inventory = environment.fromSource(
                    source(input.kafka, Topics.INVENTORY.name(), new InventorySchema()),
                    WatermarkStrategy.noWatermarks(),
                    "inventory");
            Topology.Outputs outputs = new Topology.Outputs(
                    EndSink.discarding(), EndSink.discarding(), EndSink.discarding(), new EndSink<>(Pipeline::count));
            Topology.build(flows(environment, input), inventory, settings(input), outputs);
        }
    };

    private static final int FOLD_CAPACITY = 300_000;
    private static final long FLUSH_MILLIS = 5_000;

    /** What a pipeline reads. */
    record Input(String kafka, String topic, Format format) {}

    abstract void build(StreamExecutionEnvironment environment, Input input);

    private static DataStream<RawRecord> flows(StreamExecutionEnvironment environment, Input input) {
        return environment.fromSource(
                source(input.kafka, input.topic, new TimedRecordSchema()), WatermarkStrategy.noWatermarks(), "flows");
    }

    private static <T> KafkaSource<T> source(String kafka, String topic, KafkaRecordDeserializationSchema<T> schema) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(kafka)
                .setTopics(topic)
                .setGroupId("bench")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(schema)
                .setClientIdPrefix("bench-" + topic)
                .build();
    }

    /** The job's own defaults, and an inventory that flows wait for. */
    private static JobSettings settings(Input input) {
        return new JobSettings(
                input.kafka,
                Map.of(input.topic, input.format.text()),
                "bench",
                "bench",
                FOLD_CAPACITY,
                FLUSH_MILLIS,
                IdentitySettings.defaults(true),
                Options.defaults(),
                AdmissionSettings.defaults());
    }

    /** An alert carries the sum so far, so the difference to what is known is new. */
    private static synchronized void count(Alert alert) {
        if (alert.getTally().getKind() == TallyKind.READ) {
            Meter.flows(alert.getTally().getCount() - Meter.flows());
        }
    }

    private static final class Count extends DecodeFunction<String> {
        private static final long serialVersionUID = 1;

        Count(Format format) {
            super(format);
        }

        @Override
        void flow(FlowEvent event, Collector<String> out) {
            // Counting is all.
        }
    }
}
