package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a cluster holds now, as far as is known, and the events that tell of each change. Pure: the time is passed in.
 *
 * <p>The API reports states, not changes: an update may hide that an object was deleted and made anew, a list tells by
 * silence what is gone, and most updates (a node's heartbeat, a pod's conditions) change nothing that an event says.
 * This is where the difference is taken. INVARIANT: of each object the last event sent is the one held here.
 */
final class LiveObjects {
    private static final Instant NEVER = Instant.EPOCH;

    private final KubernetesObjects mapping;
    private final Map<ObservedKind, Map<String, InventoryEvent>> byKindThenName = new HashMap<>();
    private final Owners owners = new Owners();

    LiveObjects(String cluster) {
        this.mapping = new KubernetesObjects(cluster);
    }

    /**
     * Takes in the last event that an earlier process sent of an object. Of two objects with one name the later is the one
     * that may still be there: the end of the earlier was sent before it.
     */
    void remember(InventoryEvent event) {
        ObservedKind.of(event).ifPresent(kind -> {
            of(kind).merge(key(event.getNamespace(), event.getName()), event, (one, other) -> later(one, other));
            if (event.getValidToNs() == 0) {
                owners.put(event);
            }
        });
    }

    /** An object as it is now. */
    void seen(ObservedKind kind, HasMetadata object, Instant now, Remarks remarks, Consumer<InventoryEvent> sink) {
        for (InventoryEvent event : mapping.events(kind, object, remarks)) {
            seen(kind, event, now, sink);
        }
    }

    /** An object as it was last; it is there no more. */
    void gone(ObservedKind kind, HasMetadata object, Instant now, Remarks remarks, Consumer<InventoryEvent> sink) {
        // The last state may tell the end of a pod's containers, which is before that of the object.
        seen(kind, object, now, remarks, sink);
        gone(kind, key(object), now, sink);
    }

    /** An object of this name is there no more; nothing else is known of it. */
    void gone(ObservedKind kind, String key, Instant now, Consumer<InventoryEvent> sink) {
        InventoryEvent before = of(kind).remove(key);
        if (before != null) {
            owners.remove(before);
            end(before, now, sink);
        }
    }

    /** A list of all objects of a kind had these alone. */
    void only(ObservedKind kind, Set<String> keys, Instant now, Consumer<InventoryEvent> sink) {
        List<String> absent = of(kind).keySet().stream()
                .filter(key -> !keys.contains(key))
                .sorted()
                .toList();
        absent.forEach(key -> gone(kind, key, now, sink));
    }

    /** Number of objects of a kind. */
    int count(ObservedKind kind) {
        return of(kind).size();
    }

    /** Number of objects. */
    long count() {
        return byKindThenName.values().stream().mapToLong(Map::size).sum();
    }

    /** The name of an object among its kind, as fabric8's store has it. */
    static String key(HasMetadata object) {
        ObjectMeta meta = object.getMetadata();
        return key(Absent.orEmpty(meta.getNamespace()), meta.getName());
    }

    private static String key(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    private Map<String, InventoryEvent> of(ObservedKind kind) {
        return byKindThenName.computeIfAbsent(kind, any -> new HashMap<>());
    }

    private void seen(ObservedKind kind, InventoryEvent event, Instant now, Consumer<InventoryEvent> sink) {
        String key = key(event.getNamespace(), event.getName());
        InventoryEvent before = of(kind).get(key);
        if (before != null && !before.getUid().equals(event.getUid())) {
            owners.remove(before);
            end(before, earlier(now, event.getValidFromNs()), sink);
            before = null;
        }
        InventoryEvent resolved = before == null ? owners.resolve(event) : owners.resolve(event, before);
        if (before != null && sameButVersion(before, resolved)) {
            return;
        }
        of(kind).put(key, resolved);
        sink.accept(resolved);
        if (owners.put(resolved)) {
            resolvePods(resolved.getNamespace(), sink);
        }
    }

    /** A pod may be seen before the controller above it. */
    private void resolvePods(String namespace, Consumer<InventoryEvent> sink) {
        for (ObservedKind kind : byKindThenName.keySet()) {
            if (!kind.kind().equals("Pod")) {
                continue;
            }
            of(kind).replaceAll((key, pod) -> {
                if (!pod.getNamespace().equals(namespace)) {
                    return pod;
                }
                InventoryEvent resolved = owners.resolve(pod, pod);
                if (!resolved.equals(pod)) {
                    sink.accept(resolved);
                }
                return resolved;
            });
        }
    }

    private static void end(InventoryEvent event, Instant now, Consumer<InventoryEvent> sink) {
        long at = Math.max(nanos(now), event.getValidFromNs());
        long before = event.getValidToNs();
        if (event.getPod().getTerminating()) {
            // Its deletionTimestamp said when it should end; it is gone when it has.
            InventoryEvent.Builder ended = event.toBuilder().setValidToNs(at);
            ended.getPodBuilder().clearTerminating();
            sink.accept(ended.build());
            return;
        }
        // The end of a pod's containers lies before that of the object.
        if (before == 0 || before > at) {
            sink.accept(event.toBuilder().setValidToNs(at).build());
        }
    }

    private static InventoryEvent later(InventoryEvent one, InventoryEvent other) {
        if ((one.getValidToNs() == 0) != (other.getValidToNs() == 0)) {
            return one.getValidToNs() == 0 ? one : other;
        }
        return one.getValidFromNs() > other.getValidFromNs() ? one : other;
    }

    private static Instant earlier(Instant now, long otherNs) {
        Instant other = NEVER.plusNanos(otherNs);
        return otherNs > 0 && other.isBefore(now) ? other : now;
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    private static boolean sameButVersion(InventoryEvent one, InventoryEvent other) {
        return one.toBuilder()
                .clearResourceVersion()
                .build()
                .equals(other.toBuilder().clearResourceVersion().build());
    }
}
