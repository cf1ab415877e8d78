package dev.weir.recommender.report;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.parse.Parsed;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
import dev.weir.policy.replay.Replay;
import dev.weir.policy.replay.ReplayReport;
import dev.weir.recommender.view.Published;
import dev.weir.schemas.TopicKeys;
import dev.weir.v1.ObservedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All accepted edges of one cluster at both ends, under all proposed policies and those that stand, together. It finds
 * what no workload's own replay can: a policy that selects another workload's pods too.
 *
 * @param edges accepted edges
 * @param admitted how many pass at both ends
 * @param denied keys of the edges that an end denies
 * @param gone keys of the edges with an end that the inventory no longer has, so that nobody can be asked
 * @param unreadable workloads whose published policy is none, so that it could not be replayed
 */
public record ClusterReplay(
        long edges, long admitted, List<String> denied, List<String> gone, List<String> unreadable) {

    /** Copies the lists. */
    public ClusterReplay {
        denied = List.copyOf(denied);
        gone = List.copyOf(gone);
        unreadable = List.copyOf(unreadable);
    }

    /** Whether every policy was replayed and no end denies an edge. */
    public boolean passed() {
        return denied.isEmpty() && unreadable.isEmpty();
    }

    static ClusterReplay of(
            String cluster, Landscape landscape, Collection<ObservedEdge> edges, Collection<Published> workloads) {
        List<NetworkPolicy> proposed = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Published workload : workloads) {
            if (!workload.cluster().equals(cluster) || !workload.hasPolicy()) {
                continue;
            }
            List<Parsed<PolicySet>> texts = Stream.of(workload.yaml(), workload.defaultDenyYaml())
                    .flatMap(Optional::stream)
                    .map(PolicyParser::parse)
                    .toList();
            if (texts.stream().allMatch(Parsed.Accepted.class::isInstance)) {
                texts.forEach(text -> proposed.addAll(text.orElseThrow().policies()));
            } else {
                unreadable.add(workload.namespace() + "/" + workload.kind() + "/" + workload.name());
            }
        }
        ReplayReport report = Replay.under(
                proposed,
                landscape,
                edges.stream()
                        .filter(edge -> edge.getKey().getCluster().equals(cluster))
                        .toList());
        List<String> denied = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (ReplayReport.Denied edge : report.denied()) {
            (edge.end().isPresent() ? denied : gone).add(TopicKeys.edgeKey(edge.edge()));
        }
        return new ClusterReplay(report.edges(), report.admitted(), denied, gone, unreadable);
    }
}
