package dev.weir.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.Broker;
import dev.weir.broker.TopicCreator;
import dev.weir.broker.testing.TestBroker;
import dev.weir.process.ProcessLibrary;
import dev.weir.schemas.Topics;
import dev.weir.standalone.LatestValues;
import dev.weir.standalone.up.FlinkRest;
import dev.weir.v1.ObservedEdge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The shaded jar on a cluster of processes, submitted over the REST API, and a TaskManager that dies on the way. */
class FlinkClusterIT {
    private static final String FLOWS = "hubble-flows";
    private static final int PARTITIONS = 2;
    private static final int TIMES = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path root = ProcessLibrary.ofThisJvm().root();

    /** What stands on the topics at the end: edges with all their counters, and each subject's YAML. */
    private record Outcome(SortedMap<String, ObservedEdge> edges, SortedMap<String, String> yaml) {}

    @Test
    void afterATaskManagersDeathEdgesAndPoliciesAreThoseOfAnUndisturbedRun(@TempDir Path folder) throws Exception {
        Outcome undisturbed = run(folder.resolve("undisturbed"), false);
        Outcome disturbed = run(folder.resolve("disturbed"), true);

        assertThat(undisturbed.edges).isNotEmpty();
        assertThat(undisturbed.yaml.values())
                .anySatisfy(yaml -> assertThat(yaml).contains("kind: NetworkPolicy"));
        assertThat(disturbed.edges).isEqualTo(undisturbed.edges);
        assertThat(disturbed.yaml).isEqualTo(undisturbed.yaml);
    }

    private Outcome run(Path folder, boolean disturb) throws Exception {
        try (Broker broker = TestBroker.start();
                FlinkCluster cluster = new FlinkCluster(root, folder)) {
            String kafka = broker.bootstrapServers();
            try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
                TopicCreator.create(admin, Topics.all());
                admin.createTopics(List.of(new NewTopic(FLOWS, PARTITIONS, (short) 1)))
                        .all()
                        .get();
                cluster.startTaskManager();
                submit(cluster, kafka);
                feed(kafka, TIMES / 2);
                await(admin, cluster, 1);
                if (disturb) {
                    cluster.killTaskManager();
                }
                feed(kafka, TIMES / 2);
                if (disturb) {
                    cluster.startTaskManager();
                }
                await(admin, cluster, Long.MAX_VALUE);
            }
            return outcome(kafka);
        }
    }

    private void submit(FlinkCluster cluster, String kafka) throws IOException, InterruptedException {
        FlinkRest rest = new FlinkRest(cluster.rest());
        String jar = rest.upload(root.resolve("stream-job/job/target/weir-job.jar"));
        String job = rest.run(
                jar,
                List.of("--bootstrap", kafka, "--source", FLOWS + "=hubble-json", "--flush-millis", "200"),
                PARTITIONS,
                "");
        assertThat(job).hasSize(32);
    }

    private void feed(String kafka, int times) throws IOException {
        List<String> lines = Files.readAllLines(root.resolve("deploy/lab/recording/synthetic/flows.hubble.jsonl"));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < times; i++) {
                lines.forEach(line -> producer.send(new ProducerRecord<>(FLOWS, line)));
            }
        }
    }

    /** Until the job has committed so many records of each partition, or all of them. */
    private static void await(Admin admin, FlinkCluster cluster, long records) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var committed = admin.listConsumerGroupOffsets("weir")
                    .partitionsToOffsetAndMetadata()
                    .get();
            boolean all = true;
            for (int i = 0; i < PARTITIONS; i++) {
                TopicPartition partition = new TopicPartition(FLOWS, i);
                long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                long reached = committed.get(partition) == null
                        ? 0
                        : committed.get(partition).offset();
                all &= reached >= Math.min(end, records);
            }
            if (all) {
                return;
            }
            assertThat(System.nanoTime())
                    .as(() -> "the job has not committed its offsets in " + PATIENCE + "\n" + cluster.logs())
                    .isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static Outcome outcome(String kafka) throws Exception {
        SortedMap<String, ObservedEdge> edges = new TreeMap<>();
        for (Map.Entry<String, byte[]> value :
                LatestValues.of(kafka, Topics.EDGES.name()).entrySet()) {
            edges.put(value.getKey(), ObservedEdge.parseFrom(value.getValue()));
        }
        SortedMap<String, String> yaml = new TreeMap<>();
        LatestValues.of(kafka, Topics.RECOMMENDATIONS.name()).forEach((key, value) -> {
            JsonNode json = new ObjectMapper().readTree(new String(value, StandardCharsets.UTF_8));
            yaml.put(key, json.path("yaml").asString(""));
        });
        return new Outcome(edges, yaml);
    }
}
