package dev.weir.job.sink;

import dev.weir.schemas.TopicKeys;
import dev.weir.schemas.Topics;
import dev.weir.v1.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** The bytes as they came, so that they can be played again; what is known of them stands in the headers. */
final class DeadLetterRecords implements KafkaRecordSerializationSchema<DeadLetter> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(DeadLetter letter, KafkaSinkContext context, Long timestamp) {
        String key = TopicKeys.deadLetterKey(letter.getTopic(), letter.getPartition(), letter.getOffset());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.DEAD_LETTER.name(),
                key.getBytes(StandardCharsets.UTF_8),
                letter.getBytes().toByteArray());
        Headers headers = record.headers();
        header(headers, "weir-reason", letter.getReason());
        header(headers, "weir-detail", letter.getDetail());
        header(headers, "weir-decoder", letter.getDecoder());
        header(headers, "weir-topic", letter.getTopic());
        header(headers, "weir-partition", Integer.toString(letter.getPartition()));
        header(headers, "weir-offset", Long.toString(letter.getOffset()));
        header(headers, "weir-position", Integer.toString(letter.getPosition()));
        return record;
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
