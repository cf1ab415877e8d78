package dev.weir.recommender.view;

import dev.weir.schemas.Topic;
import dev.weir.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries Weir's topics into a {@link ViewStore}. All partitions of all topics go to this one reader, without a consumer
 * group: the offsets that count are those in the store, and a group's would be a second truth.
 *
 * <p>For one thread, except for {@link #wakeUp}.
 */
public final class ViewConsumer implements AutoCloseable {
    /** The topics that make up the view. */
    public static final List<Topic> TOPICS =
            List.of(Topics.EDGES, Topics.RECOMMENDATIONS, Topics.ALERTS, Topics.DEAD_LETTER, Topics.INVENTORY);

    private static final Logger LOG = LoggerFactory.getLogger(ViewConsumer.class);
    private static final List<String> NAMES = TOPICS.stream().map(Topic::name).toList();

    private final ViewStore store;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private long unreadable;

    private ViewConsumer(ViewStore store, KafkaConsumer<byte[], byte[]> consumer) {
        this.store = store;
        this.consumer = consumer;
    }

    /**
     * Waits until all topics are there and places itself where the store ends, or at the start of a partition that the
     * store knows nothing of. A store whose offsets do not belong to these topics is emptied and built anew.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws org.apache.kafka.common.KafkaException if the broker refuses this client
     */
    public static ViewConsumer start(String bootstrap, ViewStore store) throws InterruptedException {
        ViewConsumer consumer = new ViewConsumer(store, client(bootstrap));
        boolean placed = false;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap, "client.id", "weir-recommender"))) {
            consumer.place(TopicIds.await(admin, NAMES));
            placed = true;
            return consumer;
        } finally {
            if (!placed) {
                consumer.close();
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> client(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "client.id", "weir-recommender",
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "allow.auto.create.topics", "false",
                        "max.poll.records", "5000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void place(Map<String, TopicDescription> topics) {
        List<TopicPartition> partitions = topics.values().stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions().size())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        Optional<String> foreign = foreign(topics, first, end);
        if (foreign.isPresent()) {
            LOG.atWarn()
                    .setMessage("the view does not belong to these topics and is built anew")
                    .addKeyValue("because", foreign.get())
                    .log();
            store.clear();
        }
        rememberIds(topics);
        try (View view = store.read()) {
            for (TopicPartition partition : partitions) {
                long start = Math.max(view.offset(partition).orElse(0), offsetOf(first, partition));
                consumer.seek(partition, start);
                next.put(partition, view.offset(partition).orElse(-1));
            }
        }
    }

    // Offsets of another topic of the same name would silently skip records. Where a compacted topic has lost its start
    // to retention, tombstones may have gone with it.
    private Optional<String> foreign(
            Map<String, TopicDescription> topics, Map<TopicPartition, Long> first, Map<TopicPartition, Long> end) {
        try (View view = store.read()) {
            for (TopicDescription topic : topics.values()) {
                Optional<String> known = view.topicId(topic.name());
                if (known.isPresent() && !known.get().equals(topic.topicId().toString())) {
                    return Optional.of("topic " + topic.name() + " was made anew");
                }
            }
            for (TopicPartition partition : first.keySet()) {
                OptionalLong stored = view.offset(partition);
                if (stored.isEmpty()) {
                    continue;
                }
                if (stored.getAsLong() > offsetOf(end, partition)) {
                    return Optional.of(partition + " ends before offset " + stored.getAsLong());
                }
                if (compacted(partition.topic()) && stored.getAsLong() < offsetOf(first, partition)) {
                    return Optional.of(partition + " starts after offset " + stored.getAsLong());
                }
            }
            return Optional.empty();
        }
    }

    private void rememberIds(Map<String, TopicDescription> topics) {
        ViewBatch batch = store.batch();
        topics.values()
                .forEach(topic -> batch.putTopicId(topic.name(), topic.topicId().toString()));
        store.apply(batch);
    }

    /**
     * Waits for records, for at most the given time, and applies what came to the store in one batch.
     *
     * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeUp}
     * @throws org.apache.kafka.common.KafkaException if the broker refuses this client
     */
    public Progress poll(Duration wait) {
        Iterable<ConsumerRecord<byte[], byte[]>> records = consumer.poll(wait);
        try (ViewBatch batch = store.batch()) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                RecordReader.read(record, batch).ifPresent(problem -> skip(record, problem, batch));
            }
            moveOffsets(batch);
            if (batch.isEmpty()) {
                return Progress.NONE;
            }
            store.apply(batch);
            return batch.changesData() ? Progress.DATA : Progress.OFFSETS;
        }
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, String problem, ViewBatch batch) {
        batch.countUnreadable(record.topic());
        unreadable++;
        // The first few and then ever fewer, so that a topic full of them cannot fill the disk with log lines.
        if (Long.bitCount(unreadable) == 1) {
            LOG.atWarn()
                    .setMessage("skipped a value that cannot be read")
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", problem)
                    .addKeyValue("skipped", unreadable)
                    .log();
        }
    }

    // The consumer's position, not the last record's offset: it goes past transaction markers, which are no records.
    private void moveOffsets(ViewBatch batch) {
        for (TopicPartition partition : consumer.assignment()) {
            long position = consumer.position(partition);
            Long before = next.put(partition, position);
            if (before == null || before != position) {
                batch.putOffset(partition, position);
            }
        }
    }

    /** Makes a {@link #poll} that waits, or the next one, end with an exception; from any thread. */
    public void wakeUp() {
        consumer.wakeup();
    }

    /** Closes the connection; the store stays open. */
    @Override
    public void close() {
        consumer.close();
    }

    private static boolean compacted(String topic) {
        return TOPICS.stream().anyMatch(known -> known.name().equals(topic) && known.compacted());
    }

    private static long offsetOf(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        Long offset = offsets.get(partition);
        if (offset == null) {
            throw new IllegalStateException("the broker told no offset of " + partition);
        }
        return offset;
    }
}
