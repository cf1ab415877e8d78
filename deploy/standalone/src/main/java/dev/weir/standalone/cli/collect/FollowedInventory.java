package dev.weir.standalone.cli.collect;

import dev.weir.collector.inventory.InventoryCollector;
import dev.weir.collector.inventory.KindHealth;
import dev.weir.collector.inventory.WatchSettings;
import dev.weir.collector.serve.Check;
import dev.weir.schemas.Topics;
import dev.weir.standalone.cli.ClusterAccess;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

/** A cluster that is followed, with the connection that this takes. */
final class FollowedInventory implements AutoCloseable {
    private final KubernetesClient client;
    private final InventoryCollector collector;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private volatile boolean complete;

    private FollowedInventory(KubernetesClient client, InventoryCollector collector) {
        this.client = client;
        this.collector = collector;
    }

    static FollowedInventory connect(ClusterAccess access, String cluster, Properties connection) {
        KubernetesClient client = access.connect();
        try {
            InventoryCollector collector = new InventoryCollector(
                    client,
                    cluster,
                    connection,
                    Topics.INVENTORY.name(),
                    Topics.INVENTORY.retention(),
                    WatchSettings.DEFAULTS);
            return new FollowedInventory(client, collector);
        } catch (RuntimeException unusable) {
            client.close();
            throw unusable;
        }
    }

    /** Begins, and says on standard error when the snapshot is complete. */
    void start() {
        collector.start().whenComplete((nothing, refusal) -> {
            if (refusal != null) {
                failure.completeExceptionally(refusal);
                return;
            }
            complete = true;
            System.err.println("weir: the snapshot is on " + Topics.INVENTORY.name() + "; following the cluster");
            collector.health().forEach(kind -> System.err.println("weir: " + kind));
        });
    }

    /** Returns when it is closed; fails when the topic cannot be written. */
    void await() throws InterruptedException {
        collector.await();
    }

    /** Ends with the reason why the cluster cannot be followed. */
    CompletableFuture<Void> failure() {
        return failure;
    }

    List<Check> live() {
        return List.of(new Check("inventory-watch", this::failed));
    }

    List<Check> ready() {
        return List.of(new Check("inventory", () -> failed().or(this::unready)));
    }

    @Override
    public void close() {
        collector.close();
        client.close();
    }

    private Optional<String> failed() {
        return failure.isCompletedExceptionally() ? Optional.of("cannot follow the cluster") : Optional.empty();
    }

    private Optional<String> unready() {
        if (!complete) {
            return Optional.of("the snapshot is not complete");
        }
        List<KindHealth> troubled = collector.health().stream()
                .filter(kind -> kind.state() == KindHealth.State.STARTING)
                .toList();
        return troubled.isEmpty() ? Optional.empty() : Optional.of(troubled.toString());
    }
}
