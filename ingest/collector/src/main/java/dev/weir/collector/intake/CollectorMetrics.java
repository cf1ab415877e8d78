package dev.weir.collector.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the collector counts. Every label has a small, fixed set of values: never an address, a pod or a file.
 *
 * <p>All names begin with {@code weir_collector_} on the page that Prometheus reads.
 */
public final class CollectorMetrics {
    private static final Set<String> PLACES = Set.of(
            "PERF_EVENT_RING_BUFFER",
            "OBSERVER_EVENTS_QUEUE",
            "HUBBLE_RING_BUFFER",
            Losses.FILE_ROTATED_AWAY,
            Losses.STREAM_BROKEN,
            Losses.UDP_QUEUE,
            Losses.UDP_SOCKET,
            Losses.UDP_TEMPLATE,
            // By the sequence numbers of NetFlow and IPFIX.
            "on the way",
            "v9 messages, on the way");

    private final MeterRegistry registry;
    private final Counter taken;
    private final Counter published;
    private final DistributionSummary batchEvents;
    private final DistributionSummary batchBytes;
    private final AtomicLong unacknowledged;
    private final AtomicLong lastEventMs = new AtomicLong();

    public CollectorMetrics(MeterRegistry registry) {
        this.registry = registry;
        taken = Counter.builder("weir.collector.flows")
                .description("Events taken from sources")
                .register(registry);
        published = Counter.builder("weir.collector.published.flows")
                .description("Events that the broker has acknowledged")
                .register(registry);
        batchEvents = DistributionSummary.builder("weir.collector.batch.events")
                .description("Events of one Kafka record")
                .register(registry);
        batchBytes = DistributionSummary.builder("weir.collector.batch.bytes")
                .description("Size of one Kafka record before compression")
                .baseUnit("bytes")
                .register(registry);
        unacknowledged = registry.gauge("weir.collector.unacknowledged.bytes", new AtomicLong());
        registry.gauge("weir.collector.last.event.timestamp.seconds", lastEventMs, ms -> ms.get() / 1000.0);
    }

    /** An event was taken. */
    public void taken(long nowMs) {
        taken.increment();
        lastEventMs.lazySet(nowMs);
    }

    /** A batch is on its way to the broker. */
    public void sent(int events, int bytes) {
        batchEvents.record(events);
        batchBytes.record(bytes);
        unacknowledged.addAndGet(bytes);
    }

    /** The broker has answered; {@code events} is 0 if it refused the batch. */
    public void answered(int events, int bytes) {
        published.increment(events);
        unacknowledged.addAndGet(-bytes);
    }

    /** Events that a source or this process has lost; an unknown amount counts as one. */
    public void lost(String where, long events) {
        // A record's own word could be anything; so many labels would be too many.
        String place = PLACES.contains(where) ? where : "OTHER";
        Counter.builder("weir.collector.lost.events")
                .description("Events known to be lost before they were taken; an unknown amount counts as one")
                .tag("where", place)
                .register(registry)
                .increment(Math.max(1, events));
    }

    /** A piece that no decoder could read. */
    public void dead(String reason) {
        Counter.builder("weir.collector.dead.letters")
                .description("Pieces that no decoder could read")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    /** A source had to connect again. */
    public void reconnected(String source) {
        Counter.builder("weir.collector.reconnects")
                .description("Streams that ended and were opened again")
                .tag("source", source)
                .register(registry)
                .increment();
    }

    /** Where further measures of a source go. */
    public MeterRegistry registry() {
        return registry;
    }
}
