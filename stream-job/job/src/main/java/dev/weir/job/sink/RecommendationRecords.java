package dev.weir.job.sink;

import dev.weir.policy.publish.RecommendationJson;
import dev.weir.schemas.TopicKeys;
import dev.weir.schemas.Topics;
import dev.weir.v1.Recommendation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A recommendation as a CloudEvent in binary mode: JSON as the value, attributes in the headers
 * (https://github.com/cloudevents/spec, Kafka protocol binding 1.0.2). The id is the content's hash, so that a
 * repetition after a restart shows itself.
 */
final class RecommendationRecords implements KafkaRecordSerializationSchema<Recommendation> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Recommendation recommendation, KafkaSinkContext context, Long timestamp) {
        String key = TopicKeys.recommendationKey(recommendation.getCluster(), recommendation.getSubject());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.RECOMMENDATIONS.name(), bytes(key), RecommendationJson.write(recommendation));
        Headers headers = record.headers();
        headers.add("ce_specversion", bytes("1.0"));
        headers.add("ce_id", bytes(recommendation.getContentHash()));
        headers.add("ce_source", bytes("/weir/" + recommendation.getCluster()));
        headers.add("ce_type", bytes("dev.weir.recommendation.v1"));
        headers.add("ce_subject", bytes(key));
        headers.add("ce_time", bytes(Instant.now().toString()));
        headers.add("content-type", bytes("application/json"));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
