package dev.weir.traffic.identity;

import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.evidence.Evidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import java.util.Arrays;

/**
 * The bound on edges with addresses that no inventory bounds: those outside and those of nobody. Anyone on the internet can
 * make one. Those seen first keep their addresses; beyond the bound all that an entity has in one direction and protocol is
 * one edge with {@link Entities#MORE}, which is held and told with its count, and never allowed. Which edges are beyond it
 * depends on the order of arrival; that is so for them alone.
 *
 * <p>A set of 64-bit hashes by open addressing: eight bytes an edge, of which at most half of the table is used. Two edges
 * that share a hash count as one.
 */
public final class Strangers {
    private final int bound;
    private long[] hashes = new long[1024];
    private int size;
    private long beyond;

    /** @param bound how many edges keep their addresses */
    public Strangers(int bound) {
        this.bound = bound;
    }

    /** The edge itself, or the one that stands for all beyond the bound. */
    ObservedEdge bounded(ObservedEdge edge) {
        EdgeKey key = edge.getKey();
        boolean client = isStranger(key.getClient());
        boolean server = isStranger(key.getServer());
        if ((!client && !server) || isKnown(Evidence.number(TopicKeys.edgeKey(key)))) {
            return edge;
        }
        beyond++;
        EdgeKey.Builder more = key.toBuilder().setPort(0);
        if (client) {
            more.setClient(Entities.more());
        }
        if (server) {
            more.setServer(Entities.more());
        }
        return edge.toBuilder().setKey(more).build();
    }

    /** Edges that keep their addresses. */
    public int size() {
        return size;
    }

    /** Changes that were of edges beyond the bound. */
    public long beyond() {
        return beyond;
    }

    /** What is to be kept over a restart. */
    public long[] toArray() {
        return Arrays.stream(hashes).filter(hash -> hash != 0).toArray();
    }

    /** Takes back what was kept. */
    public void restore(long hash) {
        insert(hash);
    }

    private boolean isKnown(long hash) {
        long stored = hash == 0 ? 1 : hash;
        return hashes[slot(stored)] != 0 || (size < bound && insert(stored));
    }

    private boolean insert(long hash) {
        int slot = slot(hash);
        if (hashes[slot] == 0) {
            hashes[slot] = hash;
            size++;
            if (size * 2 > hashes.length) {
                grow();
            }
        }
        return true;
    }

    private void grow() {
        long[] old = hashes;
        hashes = new long[old.length * 2];
        for (long hash : old) {
            if (hash != 0) {
                hashes[slot(hash)] = hash;
            }
        }
    }

    /** Where the hash is, or where it would be. */
    private int slot(long hash) {
        int slot = (int) hash & (hashes.length - 1);
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & (hashes.length - 1);
        }
        return slot;
    }

    private static boolean isStranger(Entity entity) {
        return entity.getKind() == EntityKind.ENTITY_EXTERNAL_IP
                || entity.getKind() == EntityKind.ENTITY_EXTERNAL_NAME
                || entity.getKind() == EntityKind.ENTITY_UNKNOWN;
    }
}
