package dev.weir.collector.stream;

import dev.weir.collector.intake.CollectorMetrics;
import dev.weir.collector.intake.Intake;
import dev.weir.collector.intake.RecordIntake;
import dev.weir.collector.intake.Source;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.FlowEvent;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream of flows that is opened again whenever it ends. */
public final class StreamSource implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);

    /** How far the events of one stream may be out of order; Hubble Relay waits a second for slow nodes. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    /** Goldmane's flows are of 15 s, and are told at their end or later. */
    private static final Duration GOLDMANE_OVERLAP = Duration.ofMinutes(2);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Feed feed;
    private final StreamSettings settings;
    private final ManagedChannel channel;
    private final CollectorMetrics metrics;
    private final Clock clock;
    private final Duration firstWait;
    private final Resumption resumption;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable ClientCall<byte[], byte[]>> call = new AtomicReference<>();
    private volatile String problem = "not connected yet";

    StreamSource(
            Feed feed,
            StreamSettings settings,
            ManagedChannel channel,
            CollectorMetrics metrics,
            Clock clock,
            Duration overlap,
            Duration firstWait) {
        this.feed = feed;
        this.settings = settings;
        this.channel = channel;
        this.metrics = metrics;
        this.clock = clock;
        this.firstWait = firstWait;
        this.resumption = new Resumption(overlap);
    }

    /** Hubble Relay, or the Hubble of one node. */
    public static StreamSource hubble(StreamSettings settings, CollectorMetrics metrics, Clock clock)
            throws IOException {
        return of(new HubbleFeed(), settings, metrics, clock, OVERLAP);
    }

    /** Calico's Goldmane. */
    public static StreamSource goldmane(StreamSettings settings, CollectorMetrics metrics, Clock clock)
            throws IOException {
        return of(new GoldmaneFeed(), settings, metrics, clock, GOLDMANE_OVERLAP);
    }

    private static StreamSource of(
            Feed feed, StreamSettings settings, CollectorMetrics metrics, Clock clock, Duration overlap)
            throws IOException {
        ManagedChannel channel = Connection.open(settings);
        return new StreamSource(feed, settings, channel, metrics, clock, overlap, Duration.ofSeconds(1));
    }

    @Override
    public String name() {
        return feed.name();
    }

    @Override
    public void run(Intake intake) throws InterruptedException {
        RecordIntake records = new RecordIntake(feed.decoder(), feed.name(), new OnlyNew(intake));
        Duration wait = firstWait;
        while (isRunning()) {
            boolean any = stream(records);
            wait = any ? firstWait : wait.multipliedBy(2);
            wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
            if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
            metrics.reconnected(feed.name());
            resumption.resumed();
        }
        channel.shutdownNow();
        intake.flush();
    }

    @Override
    public void stop() {
        stopped.countDown();
        ClientCall<byte[], byte[]> open = call.get();
        if (open != null) {
            open.cancel("the collector ends", null);
        }
    }

    @Override
    public Optional<String> problem() {
        return Optional.of(problem).filter(text -> !text.isEmpty());
    }

    /** Takes answers until there are no more, and says whether there were any. */
    private boolean stream(RecordIntake records) throws InterruptedException {
        Optional<Instant> since = resumption.since().or(this::history);
        LOG.info("asking for flows: source={} server={} since={}", feed.name(), settings, since);
        ClientCall<byte[], byte[]> opened = channel.newCall(feed.method(), CallOptions.DEFAULT.withWaitForReady());
        call.set(opened);
        boolean any = false;
        try {
            Iterator<byte[]> answers = ClientCalls.blockingServerStreamingCall(opened, feed.request(since));
            while (isRunning() && answers.hasNext()) {
                problem = "";
                any = true;
                records.take(answers.next(), feed.name() + "://" + settings, 0);
            }
            ended("the server has ended the stream");
        } catch (StatusRuntimeException broken) {
            ended(String.valueOf(broken.getMessage()));
        } finally {
            // Ends what is still open, if it was the intake that failed.
            opened.cancel("not read any more", null);
        }
        return any;
    }

    private void ended(String reason) throws InterruptedException {
        problem = reason;
        if (Thread.interrupted()) {
            throw new InterruptedException(reason);
        }
        if (isRunning()) {
            LOG.warn("stream has ended: source={} server={} reason={}", feed.name(), settings, reason);
        }
    }

    private Optional<Instant> history() {
        return settings.history().isZero()
                ? Optional.empty()
                : Optional.of(clock.instant().minus(settings.history()));
    }

    private boolean isRunning() {
        return stopped.getCount() > 0;
    }

    /** Leaves out what was taken from the stream before. */
    private final class OnlyNew implements Intake {
        private final Intake intake;

        private OnlyNew(Intake intake) {
            this.intake = intake;
        }

        @Override
        public void flow(FlowEvent event) throws InterruptedException {
            if (!event.hasObservation() && !event.hasDns()) {
                // Words of the server about itself are of the connection, and each has its own.
                intake.flow(event);
                return;
            }
            if (!resumption.isNew(event)) {
                return;
            }
            Optional<FlowEvent> gap = resumption.gapBefore(event);
            if (gap.isPresent()) {
                intake.flow(gap.get());
            }
            resumption.took(event);
            intake.flow(event);
        }

        @Override
        public void dead(DeadLetter letter) throws InterruptedException {
            intake.dead(letter);
        }

        @Override
        public void flush() throws InterruptedException {
            intake.flush();
        }
    }
}
