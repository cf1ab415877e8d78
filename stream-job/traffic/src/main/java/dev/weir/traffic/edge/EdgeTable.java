package dev.weir.traffic.edge;

import dev.weir.traffic.evidence.Evidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.ObservedEdge;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Folds changes of one edge before they are shuffled. Sightings are told apart by pod and span of time, edges are not:
 * the pods of two workloads that talk to each other become one change.
 */
public final class EdgeTable {
    private final int capacity;
    private final Map<EdgeKey, Evidence> table = new HashMap<>();

    /** @param capacity edges held before {@link #isFull()} */
    public EdgeTable(int capacity) {
        this.capacity = capacity;
    }

    /** Whether it should be flushed before more is added. */
    public boolean isFull() {
        return table.size() >= capacity;
    }

    /** Adds a change. */
    public void add(ObservedEdge delta) {
        table.computeIfAbsent(delta.getKey(), key -> new Evidence()).merge(delta.getEvidence());
    }

    /** Hands over one change for each edge and starts anew. */
    public void flush(Consumer<ObservedEdge> changes) {
        table.forEach((key, evidence) -> changes.accept(ObservedEdge.newBuilder()
                .setSchemaVersion(1)
                .setKey(key)
                .setEvidence(evidence.toProto())
                .build()));
        table.clear();
    }
}
