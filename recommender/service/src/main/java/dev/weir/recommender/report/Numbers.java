package dev.weir.recommender.report;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the records of one cluster went. All counts are of records unless the name says edges.
 *
 * @param read records decoded
 * @param accepted records behind accepted edges
 * @param held records behind held edges
 * @param acceptedEdges accepted edges
 * @param heldEdges held edges
 * @param pairsTold pairs of ends as the records name them; more than the edges where a record gave a pod's labels only
 * @param heldByReason held edges by reason; an edge with two reasons is under both
 * @param noEvidence records that tell nothing of who talked to whom, by reason
 * @param waiting records that wait for the inventory, by reason
 * @param dead pieces that were no record, by reason; not among {@code read}
 * @param lost events that exporters say they lost, by reason; not among {@code read}
 */
public record Numbers(
        long read,
        long accepted,
        long held,
        long acceptedEdges,
        long heldEdges,
        long pairsTold,
        SortedMap<String, Long> heldByReason,
        SortedMap<String, Long> noEvidence,
        SortedMap<String, Long> waiting,
        SortedMap<String, Long> dead,
        SortedMap<String, Long> lost) {

    /** Copies the maps. */
    public Numbers {
        heldByReason = copy(heldByReason);
        noEvidence = copy(noEvidence);
        waiting = copy(waiting);
        dead = copy(dead);
        lost = copy(lost);
    }

    /**
     * Records that were read and are nowhere, or, below 0, records that are somewhere and were not read. 0 when every
     * record is accounted for; while the pipeline is at work it may differ for a moment, because its topics move on one
     * by one.
     */
    public long unaccounted() {
        return read - accepted - held - sum(noEvidence) - sum(waiting);
    }

    static long sum(SortedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static SortedMap<String, Long> copy(SortedMap<String, Long> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
