package dev.weir.standalone.up;

import dev.weir.formats.Format;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A topic of flow records on somebody's broker. It is only read: no consumer group is joined and nothing is committed, so
 * that a look at a production topic leaves no trace on it.
 *
 * @param bootstrap the broker, as host:port, comma separated
 * @param name the topic
 * @param format what its values are
 */
public record FlowTopic(String bootstrap, String name, Format format) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** Takes a record. */
    @FunctionalInterface
    interface RecordSink {
        void record(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    /**
     * Hands on every record that the topic holds when this is called; what is written meanwhile is left out.
     *
     * @throws IOException if there is no such topic, or the broker does not answer
     */
    void forEachRecord(RecordSink sink) throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(name, ANSWER).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new IOException("there is no topic \"" + name + "\" on " + bootstrap);
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!reached(consumer, ends)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < ends.getOrDefault(new TopicPartition(name, record.partition()), 0L)) {
                        sink.record(record);
                    }
                }
            }
        } catch (KafkaException unreadable) {
            throw new IOException(
                    "cannot read topic \"" + name + "\" on " + bootstrap + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
