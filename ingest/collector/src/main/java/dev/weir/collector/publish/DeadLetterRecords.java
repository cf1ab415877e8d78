package dev.weir.collector.publish;

import dev.weir.schemas.TopicKeys;
import dev.weir.v1.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The bytes as they came; what is known of them stands in the headers, under the names that the job uses too. */
final class DeadLetterRecords {
    private DeadLetterRecords() {}

    static ProducerRecord<String, byte[]> of(String topic, DeadLetter letter) {
        String key = TopicKeys.deadLetterKey(letter.getTopic(), letter.getPartition(), letter.getOffset());
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, key, letter.getBytes().toByteArray());
        header(record, "weir-reason", letter.getReason());
        header(record, "weir-detail", letter.getDetail());
        header(record, "weir-decoder", letter.getDecoder());
        header(record, "weir-topic", letter.getTopic());
        header(record, "weir-partition", Integer.toString(letter.getPartition()));
        header(record, "weir-offset", Long.toString(letter.getOffset()));
        header(record, "weir-position", Integer.toString(letter.getPosition()));
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
