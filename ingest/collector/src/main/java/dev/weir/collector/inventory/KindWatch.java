package dev.weir.collector.inventory;

import dev.weir.collector.inventory.KindHealth.State;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The watch of one kind. fabric8's informer lists, watches, and lists anew after a 410 or a broken watch; this one begins
 * with a new informer when it has said nothing for too long, and gives up a kind that the API server refuses at the start.
 */
final class KindWatch<T extends HasMetadata> implements AutoCloseable {

    /** Takes what is heard; called by one thread at a time for one kind. */
    interface Listener {
        void seen(ObservedKind kind, HasMetadata object);

        void gone(ObservedKind kind, HasMetadata object, boolean lastStateKnown);

        /** The list has come: these objects there are, by {@link LiveObjects#key(HasMetadata)}, and no others. */
        void only(ObservedKind kind, Set<String> keys);

        /** The API server answers with this status and is asked no more. */
        void refused(ObservedKind kind, int status);
    }

    private static final Set<Integer> REFUSALS = Set.of(403, 404);

    private final ObservedKind kind;
    private final Supplier<SharedIndexInformer<T>> informers;
    private final Listener listener;
    private final Supplier<Instant> clock;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private volatile Instant lastHeard;
    private volatile State state = State.STARTING;
    private volatile int status;
    private @Nullable Hearing current;

    KindWatch(
            ObservedKind kind, Supplier<SharedIndexInformer<T>> informers, Listener listener, Supplier<Instant> clock) {
        this.kind = kind;
        this.informers = informers;
        this.listener = listener;
        this.clock = clock;
        this.lastHeard = clock.get();
    }

    /** Begins; the future is done when the first list has been heard, or the kind is refused. */
    synchronized CompletableFuture<Void> start() {
        stop();
        lastHeard = clock.get();
        SharedIndexInformer<T> informer = informers.get();
        Hearing hearing = new Hearing(informer);
        current = hearing;
        informer.addEventHandler(hearing);
        informer.exceptionHandler((started, failure) -> started || !REFUSALS.contains(statusOf(failure)));
        informer.start().whenComplete((done, failure) -> {
            if (failure != null) {
                hearing.refused(statusOf(failure));
            }
        });
        return ready;
    }

    /** Begins anew if nothing has been heard since then; whether it did. */
    boolean restartIfSilentSince(Instant since) {
        if (state != State.WATCHING || !lastHeard.isBefore(since)) {
            return false;
        }
        start();
        return true;
    }

    KindHealth health(int objects) {
        return new KindHealth(kind.title(), state, status, lastHeard, objects);
    }

    @Override
    public synchronized void close() {
        stop();
    }

    private synchronized void stop() {
        if (current != null) {
            current.stop();
            current = null;
        }
    }

    private static int statusOf(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException refusal && refusal.getCode() > 0) {
                return refusal.getCode();
            }
            if (cause instanceof WatcherException watch && watch.asClientException() != null) {
                int code = watch.asClientException().getCode();
                if (code > 0) {
                    return code;
                }
            }
        }
        return 0;
    }

    /** One informer's handler; deaf once the informer has been replaced. */
    private final class Hearing implements ResourceEventHandler<T> {
        private final SharedIndexInformer<T> informer;
        private volatile boolean stopped;

        Hearing(SharedIndexInformer<T> informer) {
            this.informer = informer;
        }

        void stop() {
            stopped = true;
            informer.stop();
        }

        void refused(int refusal) {
            if (stopped) {
                return;
            }
            status = refusal;
            state = State.SKIPPED;
            listener.refused(kind, refusal);
            ready.complete(null);
        }

        @Override
        public void onAdd(T object) {
            onUpdate(object, object);
        }

        @Override
        public void onUpdate(T before, T object) {
            if (!stopped) {
                lastHeard = clock.get();
                listener.seen(kind, object);
            }
        }

        @Override
        public void onDelete(T object, boolean lastStateUnknown) {
            if (!stopped) {
                lastHeard = clock.get();
                listener.gone(kind, object, !lastStateUnknown);
            }
        }

        @Override
        public void onList(String resourceVersion, boolean remainedEmpty) {
            if (!stopped) {
                lastHeard = clock.get();
                listener.only(kind, Set.copyOf(informer.getStore().listKeys()));
                state = State.WATCHING;
                ready.complete(null);
            }
        }
    }
}
