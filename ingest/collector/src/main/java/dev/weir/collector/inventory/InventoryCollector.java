package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that follows a cluster and keeps {@code weir.inventory}. It may be killed at any time: the next one reads
 * what stands on the topic, sends the difference, and gives an end to what has gone in between.
 */
public final class InventoryCollector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryCollector.class);
    private static final Duration EXPIRY_PERIOD = Duration.ofMinutes(1);

    private final InventoryPublisher publisher;
    private final InventoryWatcher watcher;

    /**
     * Reads the topic and is then ready to run.
     *
     * @param client of the cluster; closed by whoever made it
     * @param cluster the name that the events carry; one collector for each
     * @param connection Kafka client settings: {@code bootstrap.servers} and whatever security needs
     * @param topic its name, {@code Topics.INVENTORY.name()}; it must exist
     * @param retention how long ended objects stay on the topic
     */
    public InventoryCollector(
            KubernetesClient client,
            String cluster,
            Properties connection,
            String topic,
            Duration retention,
            WatchSettings settings) {
        Clock clock = Clock.systemUTC();
        List<InventoryEvent> sent;
        try (Consumer<String, byte[]> consumer = InventoryTopic.consumer(connection)) {
            sent = InventoryTopic.read(consumer, topic, cluster);
        }
        LOG.info("topic read: topic={} objects={}", topic, sent.size());
        this.publisher = new InventoryPublisher(InventoryPublisher.producer(connection), topic, retention, clock);
        publisher.resume(sent);
        this.watcher = new InventoryWatcher(client, cluster, this::publish, settings, clock);
        watcher.resume(sent);
    }

    /** Begins; the future is done when the snapshot is on the topic. */
    public CompletableFuture<Void> start() {
        return watcher.start();
    }

    /**
     * Runs until {@link #close}.
     *
     * @throws IllegalStateException if the topic can no longer be written
     * @throws InterruptedException if the thread is told to stop
     */
    public void await() throws InterruptedException {
        while (true) {
            try {
                watcher.ended().get(EXPIRY_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                expire();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the inventory is not followed any more: " + e.getCause(), e);
            }
        }
    }

    /** How the watch of each kind is. */
    public List<KindHealth> health() {
        return watcher.health();
    }

    /** How long ago anything was heard from the cluster. */
    public Duration silence() {
        return watcher.silence();
    }

    @Override
    public void close() {
        watcher.close();
        publisher.close();
    }

    private synchronized void publish(InventoryEvent event) {
        publisher.accept(event);
    }

    private synchronized void expire() {
        int removed = publisher.expire();
        if (removed == 0) {
            return;
        }
        LOG.info("ended objects removed from the topic: objects={}", removed);
    }
}
