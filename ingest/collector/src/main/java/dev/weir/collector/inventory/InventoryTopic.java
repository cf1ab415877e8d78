package dev.weir.collector.inventory;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.v1.InventoryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands on the topic: the last event of each object. */
public final class InventoryTopic {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private InventoryTopic() {}

    /** A consumer that belongs to no group and reads what is committed. */
    public static Consumer<String, byte[]> consumer(Properties connection) {
        Properties all = new Properties();
        connection.forEach(all::put);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A topic that does not exist is made by whoever knows its settings, not by asking for it.
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Reads the topic up to where it ends now.
     *
     * @return the last event of each object of the cluster, without snapshot ends, in the order of the topic
     * @throws IllegalStateException if the topic does not exist
     */
    public static List<InventoryEvent> read(Consumer<String, byte[]> consumer, String topic, String cluster) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("topic \"" + topic + "\" does not exist; it must be made first");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, InventoryEvent> latest = new LinkedHashMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> next : consumer.poll(POLL)) {
                latest.remove(next.key());
                take(next, cluster, latest);
            }
        }
        return new ArrayList<>(latest.values());
    }

    private static void take(ConsumerRecord<String, byte[]> next, String cluster, Map<String, InventoryEvent> latest) {
        if (next.value() == null) {
            return;
        }
        try {
            InventoryEvent event = InventoryEvent.parseFrom(next.value());
            if (event.getCluster().equals(cluster) && !event.hasSnapshotComplete()) {
                latest.put(next.key(), event);
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.warn(
                    "record is no inventory event and is left out: topic={} partition={} offset={} reason=\"{}\"",
                    next.topic(),
                    next.partition(),
                    next.offset(),
                    e.getMessage());
        }
    }
}
