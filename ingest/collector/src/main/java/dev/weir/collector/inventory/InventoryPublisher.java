package dev.weir.collector.inventory;

import dev.weir.schemas.TopicKeys;
import dev.weir.v1.InventoryEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes inventory events to the topic, in their order, one record an object.
 *
 * <p>An object that is gone stays on the topic with its end for as long as flows of its time may still be read, and is
 * then removed by a record without value. All before a {@code SnapshotComplete} is on the broker when that is sent. Not
 * for use by several threads at once.
 */
public final class InventoryPublisher implements Consumer<InventoryEvent>, AutoCloseable {

    private record Ended(String key, long atNs) {}

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final Duration retention;
    private final Clock clock;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Map<String, Long> endOf = new HashMap<>();
    private final Queue<Ended> ended = new ArrayDeque<>();

    /**
     * @param producer with {@link #configuration}; closed with this
     * @param topic its name
     * @param retention how long an ended object stays; at least as long as flows are kept
     */
    public InventoryPublisher(Producer<String, byte[]> producer, String topic, Duration retention, Clock clock) {
        this.producer = producer;
        this.topic = topic;
        this.retention = retention;
        this.clock = clock;
    }

    /** A producer whose records are acknowledged by all replicas in sync, in order and never written twice. */
    public static Producer<String, byte[]> producer(Properties connection) {
        return new KafkaProducer<>(configuration(connection), new StringSerializer(), new ByteArraySerializer());
    }

    /** The connection's own settings, with those that the order and safety of the records rest on. */
    static Properties configuration(Properties connection) {
        Properties all = new Properties();
        connection.forEach(all::put);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        all.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "20");
        return all;
    }

    /** Takes in what is on the topic already, so that its ended objects are removed in time. */
    public void resume(List<InventoryEvent> sent) {
        sent.forEach(event -> remember(TopicKeys.inventoryKey(event), event));
    }

    /**
     * Sends an event.
     *
     * @throws IllegalStateException if this or an earlier one could not be written
     */
    @Override
    public void accept(InventoryEvent event) {
        if (event.hasSnapshotComplete()) {
            flush();
        }
        String key = TopicKeys.inventoryKey(event);
        remember(key, event);
        send(key, event.toByteArray());
        if (event.hasSnapshotComplete()) {
            flush();
        }
    }

    /**
     * Removes the objects that ended longer ago than the retention.
     *
     * @return how many
     * @throws IllegalStateException if an earlier event could not be written
     */
    public int expire() {
        check();
        long before = nanos(clock) - retention.toNanos();
        int removed = 0;
        for (int left = ended.size(); left > 0; left--) {
            Ended next = ended.remove();
            // An object may have got another end since, or be back: then that counts.
            if (!Long.valueOf(next.atNs).equals(endOf.get(next.key))) {
                continue;
            }
            if (next.atNs >= before) {
                ended.add(next);
                continue;
            }
            endOf.remove(next.key);
            send(next.key, null);
            removed++;
        }
        return removed;
    }

    /**
     * Returns when all that was sent is on the broker.
     *
     * @throws IllegalStateException if any could not be written
     */
    public void flush() {
        producer.flush();
        check();
    }

    /** Waits for what was sent, and ends. */
    @Override
    public void close() {
        producer.close();
    }

    private void remember(String key, InventoryEvent event) {
        long end = event.getValidToNs();
        if (end == 0) {
            endOf.remove(key);
            return;
        }
        endOf.put(key, end);
        ended.add(new Ended(key, end));
    }

    private void send(String key, byte @Nullable [] value) {
        check();
        producer.send(new ProducerRecord<>(topic, key, value), (written, refusal) -> {
            if (refusal != null) {
                failure.compareAndSet(null, refusal);
            }
        });
    }

    private void check() {
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException(
                    "cannot write to topic \"" + topic + "\": " + first.getMessage()
                            + "; is the broker reachable and the topic writable?",
                    first);
        }
    }

    private static long nanos(Clock clock) {
        return Math.multiplyExact(clock.millis(), 1_000_000L);
    }
}
