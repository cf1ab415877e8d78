package dev.weir.collector.inventory;

import com.google.protobuf.ByteString;
import dev.weir.v1.InventoryEvent;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/** Objects at one time, each once, in the order of kind, namespace, name and UID. */
final class Snapshot {

    private record Key(String kind, String namespace, String name, String uid) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::kind)
                .thenComparing(Key::namespace)
                .thenComparing(Key::name)
                .thenComparing(Key::uid);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    // Whatever comes first, the same one stays: resource versions are decimal numbers (KEP-5504); text only if not.
    private static final Comparator<InventoryEvent> AGE = Comparator.comparingInt(
                    (InventoryEvent event) -> event.getResourceVersion().length())
            .thenComparing(InventoryEvent::getResourceVersion)
            .thenComparing(InventoryEvent::toByteString, ByteString.unsignedLexicographicalComparator());

    private final TreeMap<Key, InventoryEvent> objects = new TreeMap<>();
    private final Set<String> servicesWithSlices = new HashSet<>();
    private final Owners owners = new Owners();

    /** Takes an object; false if it was there already with other content. The newer one stays. */
    boolean put(InventoryEvent event) {
        Key key = new Key(event.getKind(), event.getNamespace(), event.getName(), event.getUid());
        if (event.hasEndpointSlice()) {
            servicesWithSlices.add(
                    event.getNamespace() + "/" + event.getEndpointSlice().getServiceName());
        }
        InventoryEvent before = objects.get(key);
        if (before == null || AGE.compare(event, before) > 0) {
            objects.put(key, event);
        }
        return before == null || before.equals(event);
    }

    boolean hasSlice(String service) {
        return servicesWithSlices.contains(service);
    }

    /** All of them; pods with their workloads. */
    Collection<InventoryEvent> events() {
        objects.values().forEach(owners::put);
        return objects.values().stream().map(owners::resolve).toList();
    }
}
