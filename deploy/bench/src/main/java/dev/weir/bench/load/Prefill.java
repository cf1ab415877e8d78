package dev.weir.bench.load;

import dev.weir.bench.flows.Flow;
import dev.weir.bench.flows.FlowGenerator;
import dev.weir.bench.flows.HubbleText;
import dev.weir.broker.TopicCreator;
import dev.weir.formats.Format;
import dev.weir.schemas.TopicKeys;
import dev.weir.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the same flows as single records of Hubble JSON, as Weir's batches and as IPFIX messages, and beside them what the
 * cluster's API would say.
 */
public final class Prefill implements AutoCloseable {
    /** JSON, Protobuf, and a protocol of routers. */
    public static final List<Format> FORMATS = List.of(Format.HUBBLE_JSON, Format.WEIR_PROTOBUF, Format.IPFIX);

    private final String kafka;
    private final int partitions;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
    private final Map<Format, Long> bytes = new TreeMap<>();

    public Prefill(String kafka, int partitions) {
        this.kafka = kafka;
        this.partitions = partitions;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Topic of the measured flows. */
    public static String topic(Format format) {
        return "bench-" + format.text();
    }

    /** Topic of the flows that come before. */
    public static String warmUpTopic(Format format) {
        return topic(format) + "-warm-up";
    }

    /**
     * Makes the topics and fills them.
     *
     * @return bytes of record values, by format
     * @throws IllegalStateException if the broker refuses a topic or a record
     */
    public Map<Format, Long> run(Dataset dataset) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            TopicCreator.create(admin, List.of(Topics.INVENTORY));
            for (Format format : FORMATS) {
                create(admin, topic(format));
                create(admin, warmUpTopic(format));
            }
        }
        new ClusterInventory(event -> send(
                        Topics.INVENTORY.name(),
                        null,
                        TopicKeys.inventoryKey(event).getBytes(StandardCharsets.UTF_8),
                        event.toByteArray()))
                .write(dataset);
        fill(dataset.warmUpGenerator(), dataset.warmUpFlows(), Prefill::warmUpTopic);
        bytes.clear();
        fill(dataset.generator(), dataset.flows(), Prefill::topic);
        return Map.copyOf(bytes);
    }

    private void create(Admin admin, String name) throws InterruptedException {
        try {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create topic '" + name + "': " + e.getCause(), e);
        }
    }

    private void fill(FlowGenerator flows, long count, Function<Format, String> topic) {
        Consumer<byte[]> json = sender(Format.HUBBLE_JSON, topic);
        BatchWriter batches = new BatchWriter(sender(Format.WEIR_PROTOBUF, topic));
        IpfixWriter messages = new IpfixWriter(partitions, sender(Format.IPFIX, topic));
        HubbleText text = new HubbleText();
        for (long i = 0; i < count; i++) {
            Flow flow = flows.next();
            byte[] record = text.bytes(flow);
            json.accept(record);
            batches.write(record);
            messages.write(flow);
        }
        batches.finish();
        messages.finish();
        producer.flush();
        Exception failure = refused.get();
        if (failure != null) {
            throw new IllegalStateException("the broker refused a record: " + failure, failure);
        }
    }

    /** Sends to the partitions in turn, so that both subtasks of a source have the same to do. */
    private Consumer<byte[]> sender(Format format, Function<Format, String> topic) {
        String name = topic.apply(format);
        int[] turn = {0};
        return value -> {
            bytes.merge(format, (long) value.length, Long::sum);
            send(name, turn[0]++ % partitions, null, value);
        };
    }

    private void send(String topic, @Nullable Integer partition, byte @Nullable [] key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, partition, key, value), (sent, failure) -> {
            if (failure != null) {
                refused.compareAndSet(null, failure);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
