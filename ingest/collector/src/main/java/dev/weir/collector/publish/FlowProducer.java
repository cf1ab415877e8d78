package dev.weir.collector.publish;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The producer that the collector's promises rest on. */
public final class FlowProducer {
    private static final long START_SECONDS = 30;
    private static final int LARGEST_REQUEST = 10 * 1024 * 1024;

    private FlowProducer() {}

    /**
     * Connects.
     *
     * @throws IllegalStateException if a topic is missing, or the broker does not answer within 30 s
     */
    public static Producer<String, byte[]> connect(Properties connection, PublishSettings settings)
            throws InterruptedException {
        demand(connection, List.of(settings.topic(), settings.deadLetterTopic()));
        return new KafkaProducer<>(
                configuration(connection, settings), new StringSerializer(), new ByteArraySerializer());
    }

    /** The connection's own settings, with those that order, safety and bounds rest on. */
    static Properties configuration(Properties connection, PublishSettings settings) {
        Properties all = new Properties();
        connection.forEach(all::put);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        // A record that was taken is never given up, and who brings more waits: a broker that is away loses nothing.
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));
        all.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                Long.toString(Duration.ofDays(3650).toMillis()));
        // With more, a partition that is new (or has forgotten the producer) may refuse the first request while its
        // leader
        // is found and take the second; the first is then out of sequence for ever, which a timeout would have ended.
        all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(settings.bufferBytes()));
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(LARGEST_REQUEST));
        all.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "weir-collector");
        return all;
    }

    private static void demand(Properties connection, List<String> topics) throws InterruptedException {
        try (Admin admin = Admin.create(connection)) {
            admin.describeTopics(topics).allTopicNames().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            String hint = refused.getCause() instanceof UnknownTopicOrPartitionException
                    ? "create it first; the collector does not"
                    : "may this client describe it?";
            throw new IllegalStateException(
                    "cannot use topics " + topics + ": " + refused.getMessage() + "; " + hint, refused);
        } catch (TimeoutException silent) {
            throw new IllegalStateException(
                    "no answer from the broker at \"" + connection.get("bootstrap.servers") + "\" within "
                            + START_SECONDS + " s; is it reachable from here?",
                    silent);
        }
    }
}
