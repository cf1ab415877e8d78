package dev.weir.job.sink;

import dev.weir.schemas.TopicKeys;
import dev.weir.schemas.Topics;
import dev.weir.v1.ObservedEdge;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The state of an edge, Protobuf, under its key. */
final class EdgeRecords implements KafkaRecordSerializationSchema<ObservedEdge> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(ObservedEdge edge, KafkaSinkContext context, Long timestamp) {
        byte[] key = TopicKeys.edgeKey(edge.getKey()).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(Topics.EDGES.name(), key, edge.toByteArray());
    }
}
