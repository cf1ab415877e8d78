package dev.weir.job.sink;

import dev.weir.schemas.TopicKeys;
import dev.weir.schemas.Topics;
import dev.weir.v1.Alert;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An alert, Protobuf; the latest of a key holds. */
final class AlertRecords implements KafkaRecordSerializationSchema<Alert> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Alert alert, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(
                Topics.ALERTS.name(), key(alert).getBytes(StandardCharsets.UTF_8), alert.toByteArray());
    }

    private static String key(Alert alert) {
        if (alert.hasTally()) {
            return TopicKeys.tallyKey(alert.getTally());
        }
        return TopicKeys.edgeKey(alert.getQuarantined().getKey());
    }
}
