package dev.weir.recommender.report;

import dev.weir.policy.landscape.Landscape;
import dev.weir.recommender.out.PolicyFile;
import dev.weir.recommender.out.ReportText;
import dev.weir.recommender.view.Published;
import dev.weir.recommender.view.View;
import dev.weir.v1.InventoryEvent;
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
 * @param replays of each cluster that has an inventory, by name
 * @param costs of the proposed policies of each cluster that has an inventory, by name
 * @param workloads the recommendations, sorted by cluster, namespace, name and kind
 * @param unreadable values of Weir's own topics that could not be read, by topic
 */
public record RunReport(
        SortedMap<String, Numbers> clusters,
        SortedMap<String, ClusterReplay> replays,
        SortedMap<String, ClusterCost> costs,
        List<Published> workloads,
        SortedMap<String, Long> unreadable) {

    /** What no line of a policy's own is: nothing in it begins in the first column but keys and comments. */
    private static final String BETWEEN_DOCUMENTS = "(?m)^---\n";

    /** Copies what could change. */
    public RunReport {
        clusters = new TreeMap<>(clusters);
        replays = new TreeMap<>(replays);
        costs = new TreeMap<>(costs);
        workloads = List.copyOf(workloads);
        unreadable = new TreeMap<>(unreadable);
    }

    /** Reads the whole view. */
    public static RunReport of(View view) {
        List<ObservedEdge> edges = new ArrayList<>();
        view.edges(edges::add);
        List<Tally> tallies = new ArrayList<>();
        view.tallies(tallies::add);
        List<InventoryEvent> inventory = new ArrayList<>();
        view.inventory(inventory::add);
        List<Published> workloads = new ArrayList<>();
        view.recommendations((key, json) -> workloads.add(Published.parse(json)));
        return of(edges, tallies, inventory, workloads, view.unreadable());
    }

    /** The same of a run that has no view on disk. */
    public static RunReport of(
            Collection<ObservedEdge> edges,
            Collection<Tally> tallies,
            Collection<InventoryEvent> inventory,
            Collection<Published> workloads,
            SortedMap<String, Long> unreadable) {
        Map<String, NumbersCount> counts = new TreeMap<>();
        edges.forEach(edge -> count(counts, edge.getKey().getCluster()).add(edge));
        tallies.forEach(tally -> count(counts, tally.getCluster()).add(tally));
        SortedMap<String, Numbers> clusters = new TreeMap<>();
        counts.forEach((cluster, count) -> clusters.put(cluster, count.numbers()));
        List<Published> sorted = workloads.stream()
                .sorted(Comparator.comparing(Published::cluster)
                        .thenComparing(Published::namespace)
                        .thenComparing(Published::name)
                        .thenComparing(Published::kind))
                .toList();
        SortedMap<String, ClusterReplay> replays = new TreeMap<>();
        SortedMap<String, ClusterCost> costs = new TreeMap<>();
        landscapes(inventory).forEach((cluster, landscape) -> {
            replays.put(cluster, ClusterReplay.of(cluster, landscape, edges, sorted));
            costs.put(cluster, ClusterCost.of(cluster, landscape, sorted));
        });
        return new RunReport(clusters, replays, costs, sorted, unreadable);
    }

    private static SortedMap<String, Landscape> landscapes(Collection<InventoryEvent> inventory) {
        Map<String, List<InventoryEvent>> byCluster = new TreeMap<>();
        inventory.forEach(event -> byCluster
                .computeIfAbsent(event.getCluster(), name -> new ArrayList<>())
                .add(event));
        SortedMap<String, Landscape> landscapes = new TreeMap<>();
        byCluster.forEach((cluster, events) -> landscapes.put(cluster, Landscape.of(events)));
        return landscapes;
    }

    private static NumbersCount count(Map<String, NumbersCount> counts, String cluster) {
        return counts.computeIfAbsent(cluster, name -> new NumbersCount());
    }

    /** The files of those workloads that have a policy, default deny last: the order in which they are to be applied. */
    public List<PolicyFile> policies() {
        List<PolicyFile> files = new ArrayList<>();
        workloads.forEach(workload -> workload.yaml().ifPresent(yaml -> addParts(workload, yaml, files)));
        workloads.forEach(workload -> workload.defaultDenyYaml()
                .ifPresent(yaml -> files.add(new PolicyFile(
                        workload.cluster(),
                        workload.namespace(),
                        workload.name(),
                        PolicyFile.Step.DEFAULT_DENY,
                        yaml))));
        return files;
    }

    private static void addParts(Published workload, String yaml, List<PolicyFile> files) {
        String[] documents = yaml.split(BETWEEN_DOCUMENTS, -1);
        for (int i = 0; i < documents.length; i++) {
            String name = i == 0 ? workload.name() : workload.name() + ".part" + (i + 1);
            files.add(new PolicyFile(workload.cluster(), workload.namespace(), name, documents[i]));
        }
    }

    /** Whether every policy admits every edge that it has to admit. */
    public boolean everyReplayPassed() {
        return workloads.stream().allMatch(Published::passedReplay)
                && replays.values().stream().allMatch(ClusterReplay::passed);
    }

    /** The report in its two forms. */
    public ReportText text() {
        return new ReportText(MarkdownReport.of(this), JsonReport.of(this));
    }
}
