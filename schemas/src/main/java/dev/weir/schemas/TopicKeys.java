package dev.weir.schemas;

import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Tally;

/**
 * Record keys of the topics, as text that a person can read in a console.
 *
 * <p>INVARIANT: two different arguments never give the same key. Compaction keeps one record a key, so a collision would
 * silently lose one of the two. Every field has its place even when empty, and separators within a field are escaped
 * as {@code %} and two hexadecimal digits, as in a URI (RFC 3986, section 2.1).
 */
public final class TopicKeys {
    private TopicKeys() {}

    /**
     * Key of an object on {@link Topics#INVENTORY}: {@code kind/namespace/name/uid}.
     *
     * <p>What has no UID (a snapshot's end, an object from a file) is told apart by its cluster instead, as
     * {@code @cluster} in the place of the UID.
     */
    public static String inventoryKey(InventoryEvent event) {
        String uid = event.getUid().isEmpty() ? "@" + event.getCluster() : event.getUid();
        return inventoryKey(event.getKind(), event.getNamespace(), event.getName(), uid);
    }

    /** Key of an object on {@link Topics#INVENTORY}; the namespace is empty for what lies in none. */
    public static String inventoryKey(String kind, String namespace, String name, String uid) {
        return path(kind, namespace, name, uid);
    }

    /**
     * Key of an edge on {@link Topics#EDGES}: {@code cluster/client/server/protocol/port}, for example
     * {@code prod/workload(shop,Deployment,web,)/workload(shop,Deployment,db,)/6/5432}.
     */
    public static String edgeKey(EdgeKey edge) {
        return KeyText.escaped(edge.getCluster())
                + '/'
                + KeyText.of(edge.getClient())
                + '/'
                + KeyText.of(edge.getServer())
                + '/'
                + Integer.toUnsignedString(edge.getIpProtocol())
                + '/'
                + Integer.toUnsignedString(edge.getPort());
    }

    /**
     * Key of a recommendation on {@link Topics#RECOMMENDATIONS}: {@code cluster/namespace/kind/name}.
     *
     * @throws IllegalArgumentException if the subject is no workload, which cannot have a policy
     */
    public static String recommendationKey(String cluster, Entity subject) {
        if (subject.getKind() != EntityKind.ENTITY_WORKLOAD) {
            throw new IllegalArgumentException(
                    "a recommendation needs a workload as its subject, not \"" + KeyText.of(subject) + "\"");
        }
        return path(cluster, subject.getNamespace(), subject.getWorkloadKind(), subject.getName());
    }

    /** What all edges of one client have in common: {@code cluster/client}. */
    public static String clientKey(EdgeKey edge) {
        return KeyText.escaped(edge.getCluster()) + '/' + KeyText.of(edge.getClient());
    }

    /** Key of a tally on {@link Topics#ALERTS}: {@code cluster/tally/kind/format/reason}. */
    public static String tallyKey(Tally tally) {
        return path(
                tally.getCluster(),
                "tally/" + tally.getKind().name(),
                tally.getFormat().name(),
                tally.getReason());
    }

    /** Key of a record on {@link Topics#DEAD_LETTER}: where it was read, {@code topic/partition/offset}. */
    public static String deadLetterKey(String topic, int partition, long offset) {
        return KeyText.escaped(topic) + '/' + partition + '/' + offset;
    }

    private static String path(String first, String second, String third, String fourth) {
        return KeyText.escaped(first)
                + '/'
                + KeyText.escaped(second)
                + '/'
                + KeyText.escaped(third)
                + '/'
                + KeyText.escaped(fourth);
    }
}
