package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What files say of a cluster.
 *
 * @param events sorted by kind, namespace, name and UID, and a {@code SnapshotComplete} at the end, always
 * @param problems sorted by file, document, object and path
 * @param skipped number of objects of each kind that is no part of an inventory, by {@code apiVersion kind}
 */
public record InventoryRead(List<InventoryEvent> events, List<Problem> problems, SortedMap<String, Integer> skipped) {

    /** Copies all three. */
    public InventoryRead {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }
}
