package dev.weir.standalone.offline;

import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import dev.weir.v1.Tally;
import java.util.List;

/**
 * What an offline run found, in a stable order.
 *
 * @param edges all edges, accepted and held
 * @param recommendations one for each subject
 * @param tallies where every record went that is in no edge
 * @param inventory what was given of the cluster; nothing that flows told
 */
public record OfflineResult(
        List<ObservedEdge> edges,
        List<Recommendation> recommendations,
        List<Tally> tallies,
        List<InventoryEvent> inventory) {
    public OfflineResult {
        edges = List.copyOf(edges);
        recommendations = List.copyOf(recommendations);
        tallies = List.copyOf(tallies);
        inventory = List.copyOf(inventory);
    }
}
