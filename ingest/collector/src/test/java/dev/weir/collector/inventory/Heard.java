package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The events of a watcher, and what somebody who has read them holds to be there. */
final class Heard implements Consumer<InventoryEvent> {
    private final List<InventoryEvent> events = new ArrayList<>();

    @Override
    public synchronized void accept(InventoryEvent event) {
        events.add(event);
    }

    synchronized List<InventoryEvent> events() {
        return List.copyOf(events);
    }

    /** The latest event of each object, as the compacted topic keeps it. */
    synchronized Map<String, InventoryEvent> latest() {
        Map<String, InventoryEvent> latest = new TreeMap<>();
        for (InventoryEvent event : events) {
            latest.put(event.getKind() + " " + event.getName() + " " + event.getUid(), event);
        }
        return latest;
    }

    /** The latest event of one object: kind, name and UID. */
    InventoryEvent latest(String object) {
        return Objects.requireNonNull(latest().get(object), () -> "nothing heard of " + object);
    }

    /** The objects without an end: kind, name and UID. */
    List<String> live() {
        return latest().entrySet().stream()
                .filter(entry -> entry.getValue().getValidToNs() == 0)
                .filter(entry -> !entry.getValue().hasSnapshotComplete())
                .map(Map.Entry::getKey)
                .toList();
    }
}
