package dev.weir.policy.model;

import java.util.Comparator;
import java.util.List;

/**
 * A cluster at one moment, with the workloads its pods belong to. Policies see the {@link #cluster} only; reports speak
 * of workloads.
 *
 * @param pods sorted by namespace and name
 */
public record Snapshot(List<Namespace> namespaces, List<OwnedPod> pods, List<Node> nodes) {

    private static final Comparator<OwnedPod> BY_NAME = Comparator.<OwnedPod, String>comparing(
                    it -> it.pod().namespace())
            .thenComparing(it -> it.pod().name());

    public Snapshot {
        namespaces = List.copyOf(namespaces);
        pods = pods.stream().sorted(BY_NAME).toList();
        nodes = List.copyOf(nodes);
    }

    /** A snapshot of which no owners are known: each pod stands alone. */
    public static Snapshot of(Cluster cluster) {
        return new Snapshot(
                cluster.namespaces(),
                cluster.pods().stream().map(OwnedPod::alone).toList(),
                cluster.nodes());
    }

    /**
     * The part that policies see.
     *
     * @throws IllegalArgumentException if two objects of a kind have the same name
     */
    public Cluster cluster() {
        return new Cluster(namespaces, pods.stream().map(OwnedPod::pod).toList(), nodes);
    }
}
