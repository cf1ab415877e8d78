package dev.weir.policy.landscape;

import dev.weir.v1.InventoryEvent;
import java.util.Comparator;

/**
 * Which object an event is about. Pods are told apart by their UID too: a StatefulSet gives one name to many pods, one
 * after the other.
 */
record ObjectKey(String kind, String namespace, String workloadKind, String name, String uid)
        implements Comparable<ObjectKey> {

    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::kind)
            .thenComparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::workloadKind)
            .thenComparing(ObjectKey::name)
            .thenComparing(ObjectKey::uid);

    static ObjectKey of(InventoryEvent event) {
        String workloadKind = event.hasWorkload()
                ? event.getWorkload().getWorkloadKind()
                : event.getPolicy().getApiVersion();
        String uid = event.hasPod() ? event.getUid() : "";
        return new ObjectKey(event.getKind(), shard(event), workloadKind, event.getName(), uid);
    }

    /** The namespace an object lies in; a Namespace lies in itself. */
    static String shard(InventoryEvent event) {
        return event.hasNamespaceObject() ? event.getName() : event.getNamespace();
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
