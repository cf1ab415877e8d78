package dev.weir.recommender.report;

import dev.weir.recommender.out.PolicyFile;
import dev.weir.recommender.out.ReportText;
import dev.weir.recommender.view.Published;
import dev.weir.recommender.view.View;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Tally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a view says as of one moment.
 *
 * @param clusters numbers of each cluster, by name
 * @param workloads the recommendations, sorted by cluster, namespace, name and kind
 * @param unreadable values of Weir's own topics that could not be read, by topic
 */
public record RunReport(
        SortedMap<String, Numbers> clusters, List<Published> workloads, SortedMap<String, Long> unreadable) {

    /** Copies what could change. */
    public RunReport {
        clusters = new TreeMap<>(clusters);
        workloads = List.copyOf(workloads);
        unreadable = new TreeMap<>(unreadable);
    }

    /** Reads the whole view. */
    public static RunReport of(View view) {
        Map<String, NumbersCount> counts = new TreeMap<>();
        view.edges(edge -> count(counts, edge.getKey().getCluster()).add(edge));
        view.tallies(tally -> count(counts, tally.getCluster()).add(tally));
        List<Published> workloads = new ArrayList<>();
        view.recommendations((key, json) -> workloads.add(Published.parse(json)));
        return of(counts, workloads, view.unreadable());
    }

    /** The same of a run that has no view on disk. */
    public static RunReport of(
            Collection<ObservedEdge> edges, Collection<Tally> tallies, Collection<Published> workloads) {
        Map<String, NumbersCount> counts = new TreeMap<>();
        edges.forEach(edge -> count(counts, edge.getKey().getCluster()).add(edge));
        tallies.forEach(tally -> count(counts, tally.getCluster()).add(tally));
        return of(counts, new ArrayList<>(workloads), new TreeMap<>());
    }

    private static RunReport of(
            Map<String, NumbersCount> counts, List<Published> workloads, SortedMap<String, Long> unreadable) {
        SortedMap<String, Numbers> clusters = new TreeMap<>();
        counts.forEach((cluster, count) -> clusters.put(cluster, count.numbers()));
        workloads.sort(Comparator.comparing(Published::cluster)
                .thenComparing(Published::namespace)
                .thenComparing(Published::name)
                .thenComparing(Published::kind));
        return new RunReport(clusters, workloads, unreadable);
    }

    private static NumbersCount count(Map<String, NumbersCount> counts, String cluster) {
        return counts.computeIfAbsent(cluster, name -> new NumbersCount());
    }

    /** The files of those workloads that have a policy. */
    public List<PolicyFile> policies() {
        return workloads.stream()
                .flatMap(workload -> workload.yaml().stream()
                        .map(yaml -> new PolicyFile(workload.cluster(), workload.namespace(), workload.name(), yaml)))
                .toList();
    }

    /** Whether every policy admits every edge that it has to admit. */
    public boolean everyReplayPassed() {
        return workloads.stream().allMatch(Published::passedReplay);
    }

    /** The report in its two forms. */
    public ReportText text() {
        return new ReportText(MarkdownReport.of(this), JsonReport.of(this));
    }
}
