package dev.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What Weir takes for granted in a broker. One broker serves all tests of a host; each test has a topic of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokerContract {
    private static final int MEBIBYTE = 1024 * 1024;

    @SuppressWarnings("NullAway.Init")
    private Broker broker;

    @SuppressWarnings("NullAway.Init")
    private BrokerClients clients;

    /** An empty broker on the host in question. */
    abstract Broker start() throws Exception;

    @BeforeAll
    final void startBroker() throws Exception {
        broker = start();
        clients = new BrokerClients(broker.bootstrapServers());
    }

    @AfterAll
    final void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void acknowledgedRecordsAreReadBackInOrder() throws Exception {
        clients.makeTopic("thousand", Map.of());
        List<String> sent = IntStream.range(0, 1_000).mapToObj(i -> "key-" + i).toList();

        try (KafkaProducer<String, byte[]> producer = clients.producer(Map.of())) {
            List<Future<RecordMetadata>> acknowledgements = sent.stream()
                    .map(key -> producer.send(new ProducerRecord<>("thousand", key, bytes(key))))
                    .toList();
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get(60, TimeUnit.SECONDS);
            }
        }

        assertThat(clients.read("thousand")).extracting(ConsumerRecord::key).containsExactlyElementsOf(sent);
    }

    @Test
    void compactionOfATopicIsVisible() throws Exception {
        clients.makeTopic("compacted", Map.of("cleanup.policy", "compact", "delete.retention.ms", "1000"));

        assertThat(clients.configOf("compacted"))
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("delete.retention.ms", "1000");
    }

    @Test
    void abortedTransactionIsNotReadAsCommitted() throws Exception {
        clients.makeTopic("transactions", Map.of());

        try (KafkaProducer<String, byte[]> producer = clients.producer(Map.of("transactional.id", "contract"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "aborted", bytes("1")))
                    .get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "committed", bytes("2")))
                    .get();
            producer.commitTransaction();
        }

        assertThat(clients.read("transactions")).extracting(ConsumerRecord::key).containsExactly("committed");
    }

    @Test
    void recordsAndCommittedOffsetsSurviveARestart() throws Exception {
        clients.makeTopic("restarted", Map.of());
        TopicPartition partition = new TopicPartition("restarted", 0);
        try (KafkaProducer<String, byte[]> producer = clients.producer(Map.of());
                KafkaConsumer<String, byte[]> consumer = clients.consumer(Map.of("group.id", "contract"))) {
            producer.send(new ProducerRecord<>("restarted", "before", bytes("1")))
                    .get();
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(1, "half way")));
        }

        broker.restart();

        assertThat(broker.bootstrapServers()).isEqualTo(clients.bootstrapServers());
        assertThat(clients.read("restarted")).extracting(ConsumerRecord::key).containsExactly("before");
        try (KafkaConsumer<String, byte[]> consumer = clients.consumer(Map.of("group.id", "contract"))) {
            assertThat(consumer.committed(Set.of(partition), Duration.ofSeconds(60)))
                    .containsEntry(partition, new OffsetAndMetadata(1, "half way"));
        }
    }

    @Test
    void recordOfOneMebibyteArrivesWhole() throws Exception {
        clients.makeTopic("large", Map.of("max.message.bytes", Integer.toString(2 * MEBIBYTE)));
        byte[] value = new byte[MEBIBYTE];
        new Random(1).nextBytes(value);

        try (KafkaProducer<String, byte[]> producer = clients.producer(Map.of("max.request.size", 2 * MEBIBYTE))) {
            producer.send(new ProducerRecord<>("large", "one", value)).get();
        }

        assertThat(clients.read("large")).singleElement().satisfies(read -> assertThat(read.value())
                .isEqualTo(value));
    }

    @Test
    void headersAndTombstonesArriveAsSent() throws Exception {
        clients.makeTopic("headers", Map.of("cleanup.policy", "compact"));
        RecordHeader header = new RecordHeader("ce_type", bytes("dev.weir.recommendation"));
        byte[] none = null;

        try (KafkaProducer<String, byte[]> producer = clients.producer(Map.of())) {
            producer.send(new ProducerRecord<>("headers", 0, "withdrawn", none, List.of(header)))
                    .get();
        }

        assertThat(clients.read("headers")).singleElement().satisfies(read -> {
            assertThat(read.value()).isNull();
            assertThat(read.headers()).containsExactly(header);
        });
    }

    @Test
    void topicIsNeverMadeByAskingForIt() throws Exception {
        try (Admin admin = clients.admin();
                KafkaProducer<String, byte[]> producer = clients.producer(Map.of("max.block.ms", 1_000))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("misspelt", "key", bytes("1")))
                            .get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> admin.describeTopics(List.of("misspelt"))
                            .allTopicNames()
                            .get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
