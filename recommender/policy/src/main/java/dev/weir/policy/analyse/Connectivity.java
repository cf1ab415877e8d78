package dev.weir.policy.analyse;

import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import java.util.List;

/**
 * Every connection that policies allow in a snapshot, by workload. Pods of a workload that are treated differently are
 * listed one by one, so no line says more or less than what is so.
 *
 * <p>Left out are what no policy decides: the traffic of a pod with itself, of a pod with its own node, and of nodes and
 * outside addresses among themselves; and addresses that are known by name only ({@code domainNames}).
 *
 * @param connections sorted, one for each pair of places between which something passes
 */
public record Connectivity(List<AllowedConnections> connections) {

    public Connectivity {
        connections = List.copyOf(connections);
    }

    /**
     * Lists what passes. Grows with the square of the number of workloads.
     *
     * @throws IllegalArgumentException if two objects of a kind in the snapshot have the same name
     */
    public static Connectivity of(Snapshot snapshot, PolicySet policies) {
        Survey survey = new Survey(snapshot, List.of(policies));
        Reach reach = new Reach(survey, policies);
        return new Connectivity(Pairs.list(survey, pair -> pair.apply(reach)));
    }

    /** The same without nodes, which few rules name. */
    public Connectivity withoutNodes() {
        return new Connectivity(connections.stream()
                .filter(it -> !isNode(it.from()) && !isNode(it.to()))
                .toList());
    }

    private static boolean isNode(Place place) {
        return place instanceof Place.OfNode || place instanceof Place.AllNodes;
    }
}
