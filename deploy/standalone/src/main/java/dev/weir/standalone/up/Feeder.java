package dev.weir.standalone.up;

import dev.weir.schemas.TopicKeys;
import dev.weir.schemas.Topics;
import dev.weir.standalone.flows.FlowFile;
import dev.weir.v1.InventoryEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plays files onto the exporter's topics as an exporter would: one record a line, its bytes untouched. */
final class Feeder implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Callback noteFailure = (metadata, error) -> {
        if (error != null) {
            failure.compareAndSet(null, error);
        }
    };

    Feeder(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Topics.DEAD_LETTER.maxMessageBytes()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The snapshot's end is sent after all that it completes has been acknowledged. */
    void inventory(Collection<InventoryEvent> events) throws IOException {
        for (InventoryEvent event : events) {
            if (event.hasSnapshotComplete()) {
                flush();
            }
            byte[] key = TopicKeys.inventoryKey(event).getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(Topics.INVENTORY.name(), key, event.toByteArray()), noteFailure);
        }
        flush();
    }

    /**
     * Sends every line; {@code sent} is told the number of records sent of this file so far. Lines whose order matters have
     * the file for their key, and so one partition.
     */
    void flows(FlowFile file, String topic, LongConsumer sent) throws IOException {
        long[] records = {0};
        byte[] key = file.isOrdered() ? file.path().toString().getBytes(StandardCharsets.UTF_8) : null;
        file.forEachLine((line, number) -> {
            producer.send(new ProducerRecord<>(topic, key, line), noteFailure);
            records[0]++;
            if (records[0] % 500 == 0) {
                sent.accept(records[0]);
                check();
            }
        });
        flush();
        sent.accept(records[0]);
    }

    /** Sends what the topic holds now, to a topic of the same name, each value with its key and time. */
    void topic(FlowTopic topic, LongConsumer sent) throws IOException {
        long[] records = {0};
        topic.forEachRecord(record -> {
            producer.send(
                    new ProducerRecord<>(topic.name(), null, record.timestamp(), record.key(), record.value()),
                    noteFailure);
            records[0]++;
            if (records[0] % 500 == 0) {
                sent.accept(records[0]);
                check();
            }
        });
        flush();
        sent.accept(records[0]);
    }

    private void flush() throws IOException {
        producer.flush();
        check();
    }

    private void check() throws IOException {
        Exception error = failure.get();
        if (error != null) {
            throw new IOException("the broker did not take a record: " + error.getMessage(), error);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
