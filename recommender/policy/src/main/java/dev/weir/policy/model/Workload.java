package dev.weir.policy.model;

import java.util.Comparator;

/**
 * What makes and keeps some pods: the controller at the top of their owner chain, or a pod that stands alone.
 *
 * @param kind like {@code Deployment}; {@code Pod} for a pod without an owner
 */
public record Workload(String namespace, String kind, String name) implements Comparable<Workload> {

    private static final Comparator<Workload> ORDER = Comparator.comparing(Workload::namespace)
            .thenComparing(Workload::name)
            .thenComparing(Workload::kind);

    /** The kind of a pod without an owner. */
    public static final String LONE_POD = "Pod";

    @Override
    public int compareTo(Workload other) {
        return ORDER.compare(this, other);
    }

    /** Like {@code shop/web[Deployment]}. */
    @Override
    public String toString() {
        return namespace + "/" + name + "[" + kind + "]";
    }
}
