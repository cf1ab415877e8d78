package dev.weir.recommender.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Topics of one partition each, in memory, in one order of arrival. */
final class TestingTopics {
    private final List<ConsumerRecord<byte[], byte[]>> arrived = new ArrayList<>();
    private final Map<String, Long> ends = new HashMap<>();

    TestingTopics(List<ProducerRecord<byte[], byte[]>> records) {
        records.forEach(this::append);
    }

    private void append(ProducerRecord<byte[], byte[]> record) {
        long offset = ends.merge(record.topic(), 1L, Long::sum) - 1;
        arrived.add(new ConsumerRecord<>(
                record.topic(),
                0,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                record.key().length,
                record.value() == null ? -1 : record.value().length,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty()));
    }

    /** Applies what the store has not seen yet, in batches of this size, up to so many batches. */
    void readInto(ViewStore store, int batchSize, int batches) {
        List<ConsumerRecord<byte[], byte[]>> unseen = unseen(store);
        for (int batch = 0; batch < batches && batch * batchSize < unseen.size(); batch++) {
            int end = Math.min(unseen.size(), (batch + 1) * batchSize);
            apply(store, unseen.subList(batch * batchSize, end));
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> unseen(ViewStore store) {
        try (View view = store.read()) {
            return arrived.stream()
                    .filter(record -> record.offset()
                            >= view.offset(new TopicPartition(record.topic(), 0))
                                    .orElse(0))
                    .toList();
        }
    }

    private static void apply(ViewStore store, List<ConsumerRecord<byte[], byte[]>> records) {
        ViewBatch batch = store.batch();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (RecordReader.read(record, batch).isPresent()) {
                batch.countUnreadable(record.topic());
            }
            batch.putOffset(new TopicPartition(record.topic(), 0), record.offset() + 1);
        }
        store.apply(batch);
    }
}
