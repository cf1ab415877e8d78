package dev.weir.policy.analyse;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.policy.parse.PolicySet;
import dev.weir.v1.ObservedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is isolated by NetworkPolicies and who is not, and which rules deserve a look. ClusterNetworkPolicies isolate
 * nobody: what none of their rules names passes. Host-network pods cannot be selected and are left out.
 *
 * @param workloads by namespace and name
 * @param rules in the order of the policies
 */
public record Coverage(List<WorkloadCoverage> workloads, List<RuleFinding> rules) {

    public Coverage {
        workloads = List.copyOf(workloads);
        rules = List.copyOf(rules);
    }

    /**
     * A workload and how many of its pods are isolated.
     *
     * @param pods running pods, at least one
     */
    public record WorkloadCoverage(Workload workload, int pods, int ingressIsolated, int egressIsolated) {
        public boolean isIsolated(Direction direction) {
            return (direction == Direction.INGRESS ? ingressIsolated : egressIsolated) == pods;
        }
    }

    /**
     * A namespace and how many of its workloads have all their pods isolated.
     *
     * @param score 0 to 100: the share of its workloads' two directions that are isolated, rounded down
     */
    public record NamespaceCoverage(
            String namespace, int workloads, int ingressIsolated, int egressIsolated, int score) {}

    /** Judges isolation and rules; without edges nothing is called unused. */
    public static Coverage of(Snapshot snapshot, PolicySet policies) {
        return new Coverage(workloads(snapshot, policies), RuleReview.of(snapshot, policies));
    }

    /**
     * Judges isolation and rules.
     *
     * @param edges everything that was observed: a rule that none of them needs is called unused
     */
    public static Coverage of(Snapshot snapshot, PolicySet policies, Collection<ObservedEdge> edges) {
        return new Coverage(workloads(snapshot, policies), RuleReview.of(snapshot, policies, edges, Drift.MONTHLY));
    }

    /** The same by namespace. */
    public List<NamespaceCoverage> namespaces() {
        Map<String, List<WorkloadCoverage>> byNamespace =
                workloads.stream().collect(groupingBy(it -> it.workload().namespace(), TreeMap::new, toList()));
        List<NamespaceCoverage> namespaces = new ArrayList<>();
        byNamespace.forEach((name, members) -> {
            int ingress = isolated(members, Direction.INGRESS);
            int egress = isolated(members, Direction.EGRESS);
            int score = 100 * (ingress + egress) / (2 * members.size());
            namespaces.add(new NamespaceCoverage(name, members.size(), ingress, egress, score));
        });
        return namespaces;
    }

    private static int isolated(List<WorkloadCoverage> workloads, Direction direction) {
        return (int) workloads.stream().filter(it -> it.isIsolated(direction)).count();
    }

    private static List<WorkloadCoverage> workloads(Snapshot snapshot, PolicySet policies) {
        Map<Workload, List<OwnedPod>> byWorkload = snapshot.pods().stream()
                .filter(it -> !it.pod().completed() && !it.pod().hostNetwork())
                .collect(groupingBy(OwnedPod::workload, TreeMap::new, toList()));
        List<WorkloadCoverage> coverage = new ArrayList<>();
        byWorkload.forEach((workload, pods) -> coverage.add(new WorkloadCoverage(
                workload,
                pods.size(),
                isolated(pods, policies, Direction.INGRESS),
                isolated(pods, policies, Direction.EGRESS))));
        return coverage;
    }

    private static int isolated(List<OwnedPod> pods, PolicySet policies, Direction direction) {
        return (int) pods.stream()
                .filter(it -> isIsolated(it.pod(), policies, direction))
                .count();
    }

    private static boolean isIsolated(Pod pod, PolicySet policies, Direction direction) {
        return policies.policies().stream()
                .anyMatch(policy -> policy.namespace().equals(pod.namespace())
                        && policy.spec().isolates(direction)
                        && policy.spec().podSelector().matches(pod.labels()));
    }
}
