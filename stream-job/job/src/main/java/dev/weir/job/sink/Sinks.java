package dev.weir.job.sink;

import dev.weir.schemas.Topics;
import dev.weir.v1.Alert;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * The job's sinks. All of them are at-least-once: every value is keyed and says all there is to say of its key, so a
 * repetition after a restart changes nothing. A transactional sink would not be safer: a transaction that the broker
 * times out before the job is back is lost although its checkpoint is complete (FLIP-319).
 */
public final class Sinks {
    private final String bootstrapServers;

    public Sinks(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    public KafkaSink<ObservedEdge> edges() {
        return sink(new EdgeRecords());
    }

    public KafkaSink<Recommendation> recommendations() {
        return sink(new RecommendationRecords());
    }

    public KafkaSink<DeadLetter> deadLetters() {
        return sink(new DeadLetterRecords());
    }

    public KafkaSink<Alert> alerts() {
        return sink(new AlertRecords());
    }

    private <T> KafkaSink<T> sink(KafkaRecordSerializationSchema<T> records) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(bootstrapServers)
                .setKafkaProducerConfig(producer())
                .setRecordSerializer(records)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }

    private static Properties producer() {
        Properties properties = new Properties();
        properties.setProperty("acks", "all");
        properties.setProperty("enable.idempotence", "true");
        properties.setProperty("compression.type", "lz4");
        properties.setProperty("max.request.size", Integer.toString(Topics.DEAD_LETTER.maxMessageBytes()));
        return properties;
    }
}
