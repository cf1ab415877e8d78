package dev.weir.standalone.offline;

import dev.weir.policy.landscape.Landscape;
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
 * @param landscape the cluster as the run knew it
 */
public record OfflineResult(
        List<ObservedEdge> edges, List<Recommendation> recommendations, List<Tally> tallies, Landscape landscape) {
    public OfflineResult {
        edges = List.copyOf(edges);
        recommendations = List.copyOf(recommendations);
        tallies = List.copyOf(tallies);
    }
}
