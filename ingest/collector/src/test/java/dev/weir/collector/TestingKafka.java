package dev.weir.collector;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.broker.Broker;
import dev.weir.broker.TopicCreator;
import dev.weir.broker.testing.TestBroker;
import dev.weir.collector.intake.CollectorMetrics;
import dev.weir.collector.publish.FlowProducer;
import dev.weir.collector.publish.FlowPublisher;
import dev.weir.collector.publish.PublishSettings;
import dev.weir.schemas.Topic;
import dev.weir.schemas.Topics;
import dev.weir.v1.FlowBatch;
import dev.weir.v1.FlowEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker, with topics of a test's own, and what has come to stand on them. */
public final class TestingKafka implements AutoCloseable {
    private final Broker broker = TestBroker.start();

    /** Settings with topics that nobody else has. */
    public PublishSettings topics(String name) {
        Topic flows = named(Topics.FLOWS, "weir.flows-" + name);
        Topic letters = named(Topics.DEAD_LETTER, "weir.dead-letter-" + name);
        try (Admin admin = Admin.create(connection())) {
            TopicCreator.create(admin, List.of(flows, letters));
        }
        PublishSettings defaults = PublishSettings.DEFAULTS;
        return new PublishSettings(
                flows.name(),
                letters.name(),
                "",
                "",
                defaults.batchEvents(),
                defaults.batchBytes(),
                Duration.ofMillis(100),
                defaults.bufferBytes());
    }

    public Properties connection() {
        Properties connection = new Properties();
        connection.put("bootstrap.servers", broker.bootstrapServers());
        return connection;
    }

    public FlowPublisher publisher(PublishSettings settings) throws InterruptedException {
        CollectorMetrics metrics = new CollectorMetrics(new SimpleMeterRegistry());
        return new FlowPublisher(FlowProducer.connect(connection(), settings), settings, metrics, Clock.systemUTC());
    }

    public void restart() {
        broker.restart();
    }

    /** Every event that stands on the topic now. */
    public List<FlowEvent> events(PublishSettings settings) {
        List<FlowEvent> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records(settings.topic())) {
            events.addAll(batch(record).getEventsList());
        }
        return events;
    }

    /** Every record that stands on the topic now. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        Properties connection = connection();
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(connection, new StringDeserializer(), new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .collect(Collectors.toSet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    public static FlowBatch batch(ConsumerRecord<String, byte[]> record) {
        try {
            return FlowBatch.parseFrom(record.value());
        } catch (InvalidProtocolBufferException broken) {
            throw new AssertionError(broken);
        }
    }

    @Override
    public void close() {
        broker.close();
    }

    private static Topic named(Topic like, String name) {
        return new Topic(
                name,
                like.key(),
                like.cleanup(),
                like.partitions(),
                like.retention(),
                like.retentionBytes(),
                like.maxMessageBytes());
    }
}
