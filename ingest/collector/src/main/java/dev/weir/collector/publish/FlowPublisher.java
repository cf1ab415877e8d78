package dev.weir.collector.publish;

import dev.weir.collector.intake.CollectorMetrics;
import dev.weir.collector.intake.Intake;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.FlowEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Puts events on Kafka, many a record; the key is the observer, so that what one observer saw stays in order.
 *
 * <p>The producer's buffer is the only one, and bounded. When it is full, whoever brings an event waits.
 */
public final class FlowPublisher implements Intake, AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(20);

    private final Producer<String, byte[]> producer;
    private final PublishSettings settings;
    private final CollectorMetrics metrics;
    private final Clock clock;
    private final OpenBatches open;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** Guards the open batches and keeps an observer's batches in order on their way to the producer. */
    private final ReentrantLock lock = new ReentrantLock();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "weir-batches");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param producer with {@link FlowProducer#configuration}; closed with this
     */
    public FlowPublisher(
            Producer<String, byte[]> producer, PublishSettings settings, CollectorMetrics metrics, Clock clock) {
        this.producer = producer;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.open = new OpenBatches(settings.batchEvents(), settings.batchBytes());
        long half = Math.max(1, settings.linger().toMillis() / 2);
        timer.scheduleWithFixedDelay(this::sendDue, half, half, TimeUnit.MILLISECONDS);
    }

    @Override
    public void flow(FlowEvent event) throws InterruptedException {
        check();
        metrics.taken(clock.millis());
        if (event.hasLoss()) {
            metrics.lost(event.getLoss().getWhere(), event.getLoss().getCount());
        }
        FlowEvent whole = withOrigin(event);
        if (open.isTooLarge(whole)) {
            dead(tooLarge(whole));
            return;
        }
        lock.lockInterruptibly();
        try {
            send(open.add(whole.getObserverNode(), whole, clock.millis()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void dead(DeadLetter letter) throws InterruptedException {
        check();
        metrics.dead(letter.getReason());
        ProducerRecord<String, byte[]> record = DeadLetterRecords.of(settings.deadLetterTopic(), letter);
        int bytes = letter.getBytes().size();
        metrics.sent(0, bytes);
        send(record, 0, bytes);
    }

    @Override
    public void flush() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            send(open.all());
        } finally {
            lock.unlock();
        }
        try {
            producer.flush();
        } catch (InterruptException stopped) {
            throw interrupted(stopped);
        }
        check();
    }

    /** Why nothing can be written any more, or empty. */
    public Optional<String> problem() {
        return Optional.ofNullable(failure.get()).map(this::explain);
    }

    /** Sends what is open and ends; a broker that is away is given 20 s. */
    @Override
    public void close() {
        timer.shutdownNow();
        // Not through the lock: whoever holds it may be waiting for a broker that is away.
        if (lock.tryLock()) {
            try {
                send(open.all());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
        }
        producer.close(LAST_WORDS);
    }

    private FlowEvent withOrigin(FlowEvent event) {
        boolean cluster = event.getCluster().isEmpty() && !settings.cluster().isEmpty();
        boolean node = event.getObserverNode().isEmpty() && !settings.node().isEmpty();
        if (!cluster && !node) {
            return event;
        }
        FlowEvent.Builder filled = event.toBuilder();
        if (cluster) {
            filled.setCluster(settings.cluster());
        }
        if (node) {
            filled.setObserverNode(settings.node());
        }
        return filled.build();
    }

    private DeadLetter tooLarge(FlowEvent event) {
        return DeadLetter.newBuilder()
                .setBytes(event.toByteString())
                .setReason("TOO_LARGE")
                .setDetail("an event of " + event.getSerializedSize() + " bytes fits into no batch")
                .setDecoder(event.getSourceFormat().name())
                .setTopic(settings.topic())
                .build();
    }

    private void sendDue() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            send(open.due(clock.millis() - settings.linger().toMillis()));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException refused) {
            failure.compareAndSet(null, refused);
        } finally {
            lock.unlock();
        }
    }

    private void send(List<OpenBatches.Batch> ready) throws InterruptedException {
        for (OpenBatches.Batch batch : ready) {
            byte[] value = batch.content().toByteArray();
            int events = batch.content().getEventsCount();
            metrics.sent(events, value.length);
            send(new ProducerRecord<>(settings.topic(), key(batch), value), events, value.length);
        }
    }

    private static @Nullable String key(OpenBatches.Batch batch) {
        // Without an observer there is no order to keep; Kafka then spreads the records.
        return batch.observer().isEmpty() ? null : batch.observer();
    }

    private void send(ProducerRecord<String, byte[]> record, int events, int bytes) throws InterruptedException {
        try {
            producer.send(record, (written, refusal) -> {
                metrics.answered(refusal == null ? events : 0, bytes);
                if (refusal != null) {
                    failure.compareAndSet(null, refusal);
                }
            });
        } catch (InterruptException stopped) {
            throw interrupted(stopped);
        }
    }

    private static InterruptedException interrupted(InterruptException stopped) {
        // The client has set the flag again; an InterruptedException goes with a clear one.
        Thread.interrupted();
        InterruptedException told = new InterruptedException("stopped while waiting for the broker");
        told.initCause(stopped);
        return told;
    }

    private void check() {
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException(explain(first), first);
        }
    }

    private String explain(Exception refusal) {
        return "cannot write to topic \"" + settings.topic() + "\" or \"" + settings.deadLetterTopic() + "\": "
                + refusal.getMessage() + "; may this client write to them?";
    }
}
