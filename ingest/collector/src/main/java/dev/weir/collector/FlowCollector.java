package dev.weir.collector;

import dev.weir.collector.intake.Intake;
import dev.weir.collector.intake.Source;
import dev.weir.collector.publish.FlowPublisher;
import dev.weir.collector.serve.Check;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs sources, each on a thread of its own, until all have ended, one fails, or {@link #close}.
 *
 * <p>May be killed at any time: what is on the broker stays, and a source that can go back begins where it left off.
 */
public final class FlowCollector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlowCollector.class);
    private static final Duration PEACE = Duration.ofSeconds(20);

    private final FlowPublisher publisher;
    private final List<Running> running = new ArrayList<>();

    private record Running(Source source, Thread thread, CompletableFuture<Void> end) {}

    /** @param publisher closed with this */
    public FlowCollector(FlowPublisher publisher) {
        this.publisher = publisher;
    }

    /** Starts a source. */
    public void start(Source source) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(source, publisher, end), "weir-" + source.name());
        thread.setDaemon(true);
        running.add(new Running(source, thread, end));
        thread.start();
    }

    /**
     * Returns when all sources have ended.
     *
     * @throws IllegalStateException if one failed, or Kafka refuses what they bring
     */
    public void await() throws InterruptedException {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        running.forEach(one -> one.end.whenComplete((nothing, failure) -> {
            if (failure != null) {
                failed.completeExceptionally(failure);
            }
        }));
        CompletableFuture<Void> ended =
                CompletableFuture.allOf(running.stream().map(Running::end).toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(failed, ended).get();
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : failure.getCause();
            throw new IllegalStateException(String.valueOf(cause == null ? failure : cause.getMessage()), cause);
        }
    }

    /** Whether the process is worth keeping: every source runs, and Kafka has refused nothing. */
    public List<Check> live() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("kafka", publisher::problem));
        running.forEach(one -> checks.add(new Check(one.source.name() + "-thread", () -> dead(one))));
        return checks;
    }

    /** Whether flows can come from every source. */
    public List<Check> ready() {
        List<Check> checks = new ArrayList<>(live());
        running.forEach(one -> checks.add(new Check(one.source.name(), one.source::problem)));
        return checks;
    }

    /** Asks the sources to end, waits for what they have read to be on the broker, 20 s at most, and ends. */
    @Override
    public void close() {
        running.forEach(one -> one.source.stop());
        running.forEach(FlowCollector::join);
        publisher.close();
    }

    private static void run(Source source, Intake intake, CompletableFuture<Void> end) {
        try {
            source.run(intake);
            end.complete(null);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            LOG.warn("source had no time to end in peace: source={}", source.name());
            end.complete(null);
        } catch (IOException | RuntimeException failure) {
            end.completeExceptionally(failure);
        }
    }

    private static Optional<String> dead(Running one) {
        return one.end.isCompletedExceptionally() ? Optional.of("has failed") : Optional.empty();
    }

    private static void join(Running one) {
        try {
            one.end.handle((nothing, failure) -> 0).get(PEACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException busy) {
            one.thread.interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException hurried) {
            one.thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
