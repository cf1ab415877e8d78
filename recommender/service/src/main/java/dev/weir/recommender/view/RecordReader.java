package dev.weir.recommender.view;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.schemas.TopicKeys;
import dev.weir.schemas.Topics;
import dev.weir.v1.Alert;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.core.JacksonException;

/** From a record of one of Weir's topics to a change of the view. */
final class RecordReader {
    private RecordReader() {}

    /**
     * Adds what the record says to the batch.
     *
     * @return why the record says nothing, in which case the batch is as before; or empty
     */
    static Optional<String> read(ConsumerRecord<byte[], byte[]> record, ViewBatch batch) {
        if (record.topic().equals(Topics.DEAD_LETTER.name())) {
            return deadLetter(record, batch);
        }
        byte[] key = record.key();
        if (key == null) {
            return Optional.of("the record has no key");
        }
        byte[] value = record.value();
        if (value == null) {
            return delete(record.topic(), key, batch);
        }
        try {
            return put(record.topic(), key, value, batch);
        } catch (InvalidProtocolBufferException | JacksonException | IllegalArgumentException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        }
    }

    private static Optional<String> delete(String topic, byte[] key, ViewBatch batch) {
        if (topic.equals(Topics.EDGES.name())) {
            batch.deleteEdge(key);
        } else if (topic.equals(Topics.RECOMMENDATIONS.name())) {
            batch.deleteRecommendation(key);
        } else if (topic.equals(Topics.ALERTS.name())) {
            batch.deleteTally(key);
        } else {
            batch.deleteInventory(key);
        }
        return Optional.empty();
    }

    private static Optional<String> put(String topic, byte[] key, byte[] value, ViewBatch batch)
            throws InvalidProtocolBufferException {
        if (topic.equals(Topics.EDGES.name())) {
            return edge(key, ObservedEdge.parseFrom(value), batch);
        }
        if (topic.equals(Topics.RECOMMENDATIONS.name())) {
            batch.putRecommendation(key, value, Published.parse(value).generation());
            return Optional.empty();
        }
        if (topic.equals(Topics.ALERTS.name())) {
            return alert(key, Alert.parseFrom(value), batch);
        }
        batch.putInventory(key, InventoryEvent.parseFrom(value));
        return Optional.empty();
    }

    // A tombstone names the edge by its record key alone, so a value under another key could never be removed.
    private static Optional<String> edge(byte[] key, ObservedEdge edge, ViewBatch batch) {
        String expected = TopicKeys.edgeKey(edge.getKey());
        if (!Bytes.text(key).equals(expected)) {
            return Optional.of(
                    "the record's key \"" + Bytes.text(key) + "\" is not that of its edge, \"" + expected + "\"");
        }
        batch.putEdge(edge);
        return Optional.empty();
    }

    // A quarantined edge stands on the topic of edges too, with its whole evidence.
    private static Optional<String> alert(byte[] key, Alert alert, ViewBatch batch) {
        return switch (alert.getBodyCase()) {
            case TALLY -> {
                batch.putTally(key, alert);
                yield Optional.empty();
            }
            case QUARANTINED -> Optional.empty();
            case BODY_NOT_SET -> Optional.of("the alert has no body that this version knows");
        };
    }

    private static Optional<String> deadLetter(ConsumerRecord<byte[], byte[]> record, ViewBatch batch) {
        Optional<String> topic = header(record, "weir-topic");
        Optional<String> reason = header(record, "weir-reason");
        if (topic.isEmpty() || reason.isEmpty()) {
            return Optional.of("the dead letter lacks one of the headers weir-topic and weir-reason");
        }
        try {
            batch.addDeadLetter(new DeadLetter(
                    topic.get(),
                    Integer.parseInt(header(record, "weir-partition").orElse("")),
                    Long.parseLong(header(record, "weir-offset").orElse("")),
                    header(record, "weir-position").orElse(""),
                    reason.get()));
            return Optional.empty();
        } catch (NumberFormatException wrong) {
            return Optional.of("header weir-partition or weir-offset is no number: " + wrong.getMessage());
        }
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? Optional.empty() : Optional.of(Bytes.text(header.value()));
    }
}
