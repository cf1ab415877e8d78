package dev.weir.recommender;

import dev.weir.broker.Broker;
import dev.weir.broker.TopicCreator;
import dev.weir.broker.testing.TestBroker;
import dev.weir.recommender.view.ViewConsumer;
import dev.weir.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with Weir's topics and a producer whose transactions write to them. */
final class TestingCluster implements AutoCloseable {
    private final Broker broker = TestBroker.start();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    private KafkaProducer<byte[], byte[]> producer = newProducer();

    private KafkaProducer<byte[], byte[]> newProducer() {
        KafkaProducer<byte[], byte[]> fresh = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        fresh.initTransactions();
        return fresh;
    }

    Broker broker() {
        return broker;
    }

    /** Removes the topics with everything in them and makes them anew. */
    void makeTopicsAnew() throws Exception {
        List<String> names = ViewConsumer.TOPICS.stream().map(Topic::name).toList();
        names.stream()
                .filter(admin.listTopics().names().get()::contains)
                .collect(Collectors.collectingAndThen(Collectors.toList(), admin::deleteTopics))
                .all()
                .get();
        TopicCreator.create(admin, ViewConsumer.TOPICS);
        // The old one still numbers its records as for the partitions that are gone.
        producer.close();
        producer = newProducer();
    }

    /** Sends the records in one transaction. */
    void send(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        records.forEach(producer::send);
        producer.commitTransaction();
    }

    /** Sends the records in a transaction that is taken back. */
    void sendAndAbort(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        records.forEach(producer::send);
        producer.flush();
        producer.abortTransaction();
    }

    /** End offset of every partition, by {@code topic-partition}. */
    Map<String, Long> ends() throws Exception {
        Map<TopicPartition, OffsetSpec> asked = ViewConsumer.TOPICS.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        Map<String, Long> ends = new TreeMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition.toString(), end.offset()));
        return ends;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        broker.close();
    }
}
