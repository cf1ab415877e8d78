package dev.weir.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.job.operator.IdentitySettings;
import dev.weir.job.operator.SampleFlows;
import dev.weir.job.serial.ProtoType;
import dev.weir.job.source.RawRecord;
import dev.weir.job.source.RawRecordType;
import dev.weir.policy.recommend.Options;
import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The whole topology on Flink's mini cluster with RocksDB, over input that ends. */
class MiniClusterTest {
    private static final Map<String, Map<String, Object>> RESULTS = new ConcurrentHashMap<>();

    @Test
    void orderAndParallelismChangeNeitherEdgesNorPolicies() throws Exception {
        List<RawRecord> flows = SampleFlows.shop();
        List<RawRecord> shuffled = new ArrayList<>(flows);
        Collections.shuffle(shuffled, new Random(7));

        run("one", flows, 1);
        run("two", shuffled, 2);

        assertThat(edges("one")).hasSize(3).isEqualTo(edges("two"));
        assertThat(yaml("one")).hasSize(4).isEqualTo(yaml("two"));
        assertThat(yaml("one").get("lab/shop/Labels/api")).contains("app: web").contains("port: 8080");
    }

    private static SortedMap<String, ObservedEdge> edges(String run) {
        SortedMap<String, ObservedEdge> edges = new TreeMap<>();
        results(run).values().stream()
                .filter(ObservedEdge.class::isInstance)
                .map(ObservedEdge.class::cast)
                .forEach(edge -> edges.put(TopicKeys.edgeKey(edge.getKey()), edge));
        return edges;
    }

    private static SortedMap<String, String> yaml(String run) {
        SortedMap<String, String> yaml = new TreeMap<>();
        results(run).values().stream()
                .filter(Recommendation.class::isInstance)
                .map(Recommendation.class::cast)
                .forEach(made ->
                        yaml.put(TopicKeys.recommendationKey(made.getCluster(), made.getSubject()), made.getYaml()));
        return yaml;
    }

    private static Map<String, Object> results(String run) {
        return RESULTS.computeIfAbsent(run, name -> new ConcurrentHashMap<>());
    }

    private static void run(String name, List<RawRecord> flows, int parallelism) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment.configure(WeirJob.defaults(environment.getConfiguration()));
        JobSettings settings = new JobSettings(
                "unused",
                Map.of(SampleFlows.TOPIC, "hubble-json"),
                "lab",
                "weir",
                3,
                100,
                IdentitySettings.defaults(false),
                Options.defaults(),
                AdmissionSettings.defaults());
        Topology.build(
                environment.fromData(flows, RawRecordType.INSTANCE).rebalance(),
                environment.fromData(
                        List.of(InventoryEvent.getDefaultInstance()), ProtoType.forMessage(InventoryEvent.class)),
                settings,
                new Topology.Outputs(new Latest<>(name), new Latest<>(name), new Latest<>(name), new Latest<>(name)));
        environment.execute(name);
    }

    /** Keeps the latest value of each key, as a compacted topic does. */
    private record Latest<T>(String run) implements Sink<T> {
        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(T value, Context writing) {
                    results(run).put(key(value), value);
                }

                @Override
                public void flush(boolean endOfInput) {
                    // Everything is kept as it is written.
                }

                @Override
                public void close() {
                    // There is nothing to let go.
                }
            };
        }

        private static String key(Object value) {
            if (value instanceof ObservedEdge edge) {
                return TopicKeys.edgeKey(edge.getKey());
            }
            if (value instanceof Recommendation made) {
                return TopicKeys.recommendationKey(made.getCluster(), made.getSubject());
            }
            return value.toString();
        }
    }
}
