package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a live cluster: an event for each object that is there, a {@code SnapshotComplete}, and then an event for each
 * change. An object that is gone has one last event with {@code valid_to}.
 *
 * <p>Only reads. The rights it needs are {@code get}, {@code list} and {@code watch}, cluster-wide, on
 *
 * <ul>
 *   <li>core: {@code pods, services, namespaces, nodes, replicationcontrollers}
 *   <li>{@code apps}: {@code deployments, statefulsets, daemonsets, replicasets}
 *   <li>{@code batch}: {@code jobs, cronjobs}
 *   <li>{@code discovery.k8s.io}: {@code endpointslices}
 *   <li>{@code networking.k8s.io}: {@code networkpolicies}
 *   <li>{@code admissionregistration.k8s.io}: {@code validatingwebhookconfigurations, mutatingwebhookconfigurations};
 *       {@code apiregistration.k8s.io}: {@code apiservices}; {@code apiextensions.k8s.io}: {@code
 *       customresourcedefinitions}
 *   <li>where the cluster has them, {@code policy.networking.k8s.io}: {@code clusternetworkpolicies, adminnetworkpolicies,
 *       baselineadminnetworkpolicies}; {@code cilium.io}: {@code ciliumnetworkpolicies, ciliumclusterwidenetworkpolicies};
 *       {@code projectcalico.org} and {@code crd.projectcalico.org}: {@code networkpolicies, globalnetworkpolicies}
 * </ul>
 *
 * <p>No Secrets and no ConfigMaps. A kind that the API server answers with 403 or 404 when it is asked first is reported
 * once and left out until the next start; other failures are tried again, with growing pauses.
 */
public final class InventoryWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryWatcher.class);
    private static final int SILENCE_CHECKS = 10;

    private final KubernetesClient client;
    private final String cluster;
    private final Consumer<InventoryEvent> sink;
    private final WatchSettings settings;
    private final Clock clock;
    private final LiveObjects objects;
    private final List<KindWatch<?>> first;
    private final KindWatch<?> pods;
    private final List<ObservedKind> kinds = ObservedKind.watched();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "inventory-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param client of the cluster; closed by whoever made it
     * @param cluster the name that the events carry
     * @param sink called by one thread at a time; if it throws, the watcher fails
     * @param clock tells when an object was gone; the API does not
     */
    public InventoryWatcher(
            KubernetesClient client,
            String cluster,
            Consumer<InventoryEvent> sink,
            WatchSettings settings,
            Clock clock) {
        this.client = client;
        this.cluster = cluster;
        this.sink = sink;
        this.settings = settings;
        this.clock = clock;
        this.objects = new LiveObjects(cluster);
        // Pods last: by then the controllers above them are known.
        ObservedKind last = kinds.get(kinds.size() - 1);
        this.first = kinds.stream()
                .filter(kind -> kind != last)
                .<KindWatch<?>>map(kind -> watch(kind, kind.model()))
                .toList();
        this.pods = watch(last, last.model());
    }

    /**
     * Takes in the last events of an earlier process, before the start: objects that have gone in between get their end,
     * and what has not changed is not sent again.
     */
    public synchronized void resume(List<InventoryEvent> sent) {
        sent.stream().filter(event -> event.getCluster().equals(cluster)).forEach(objects::remember);
    }

    /** Begins; the future is done when the {@code SnapshotComplete} has been sent, and fails if the sink does. */
    public CompletableFuture<Void> start() {
        long period = Math.max(1, settings.longestSilence().toMillis() / SILENCE_CHECKS);
        watchdog.scheduleWithFixedDelay(this::restartSilent, period, period, TimeUnit.MILLISECONDS);
        CompletableFuture<?>[] lists = first.stream().map(KindWatch::start).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(lists)
                .thenCompose(done -> pods.start())
                .thenRun(this::sendComplete)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        fail(failure);
                    }
                });
        return complete;
    }

    /** Done when this is closed; fails when the sink has. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** How each kind is, in a stable order. */
    public synchronized List<KindHealth> health() {
        List<KindWatch<?>> all = new ArrayList<>(first);
        all.add(pods);
        List<KindHealth> health = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            health.add(all.get(i).health(objects.count(kinds.get(i))));
        }
        return health;
    }

    /** How long ago anything was heard, of any kind. */
    public Duration silence() {
        Instant latest = health().stream()
                .map(KindHealth::lastHeard)
                .max(Instant::compareTo)
                .orElse(clock.instant());
        return Duration.between(latest, clock.instant());
    }

    /** Stops listening; no event is sent after that. */
    @Override
    public void close() {
        watchdog.shutdownNow();
        first.forEach(KindWatch::close);
        pods.close();
        ended.complete(null);
    }

    private <T extends HasMetadata> KindWatch<T> watch(ObservedKind kind, Class<T> model) {
        return new KindWatch<>(kind, () -> informer(kind, model), new Hearing(), clock::instant);
    }

    // The informer keeps of each object only what tells whether it has changed; the events are kept here.
    private <T extends HasMetadata> SharedIndexInformer<T> informer(ObservedKind kind, Class<T> model) {
        SharedIndexInformer<T> informer = model == GenericKubernetesResource.class
                ? generic(kind)
                : client.resources(model)
                        .inAnyNamespace()
                        .withLimit((long) settings.pageSize())
                        .runnableInformer(0);
        return informer.itemStore(new ReducedStateItemStore<>(
                ReducedStateItemStore.NAME_KEY_STATE, model, client.getKubernetesSerialization(), "metadata.uid"));
    }

    @SuppressWarnings("unchecked") // model is the class of generic resources here
    private <T extends HasMetadata> SharedIndexInformer<T> generic(ObservedKind kind) {
        return (SharedIndexInformer<T>) client.genericKubernetesResources(kind.definition())
                .inAnyNamespace()
                .withLimit((long) settings.pageSize())
                .runnableInformer(0);
    }

    private void restartSilent() {
        Instant since = clock.instant().minus(settings.longestSilence());
        try {
            first.forEach(watch -> watch.restartIfSilentSince(since));
            pods.restartIfSilentSince(since);
        } catch (RuntimeException e) {
            // Without this the executor would end the watchdog and say nothing.
            fail(e);
        }
    }

    private synchronized void sendComplete() {
        sink.accept(KubernetesObjects.complete(cluster, objects.count()));
        complete.complete(null);
    }

    private void fail(Throwable failure) {
        ended.completeExceptionally(failure);
        complete.completeExceptionally(failure);
    }

    /** Many informers, one thread at a time; a failure of the sink ends the whole. */
    private final class Hearing implements KindWatch.Listener {

        @Override
        public void seen(ObservedKind kind, HasMetadata object) {
            send(() -> objects.seen(kind, object, clock.instant(), remarks(kind, object), sink));
        }

        @Override
        public void gone(ObservedKind kind, HasMetadata object, boolean lastStateKnown) {
            if (lastStateKnown) {
                send(() -> objects.gone(kind, object, clock.instant(), remarks(kind, object), sink));
                return;
            }
            send(() -> objects.gone(kind, LiveObjects.key(object), clock.instant(), sink));
        }

        @Override
        public void only(ObservedKind kind, Set<String> keys) {
            send(() -> objects.only(kind, keys, clock.instant(), sink));
        }

        @Override
        public void refused(ObservedKind kind, int status) {
            LOG.warn("kind left out, the API server refuses it: kind=\"{}\" status={}", kind.title(), status);
            // What it was is not known any more, and an address must not be claimed for it.
            send(() -> objects.only(kind, Set.of(), clock.instant(), sink));
        }

        private void send(Runnable events) {
            synchronized (InventoryWatcher.this) {
                if (ended.isDone()) {
                    return;
                }
                try {
                    events.run();
                } catch (RuntimeException e) {
                    fail(e);
                }
            }
        }

        private Remarks remarks(ObservedKind kind, HasMetadata object) {
            return (path, value, message, hint) -> LOG.warn(
                    "field left out: kind=\"{}\" object=\"{}\" path={} value=\"{}\" reason=\"{}\"",
                    kind.title(),
                    LiveObjects.key(object),
                    path,
                    value,
                    message);
        }
    }
}
