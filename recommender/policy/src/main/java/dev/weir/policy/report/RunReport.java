package dev.weir.policy.report;

import dev.weir.policy.replay.ReplayReport;
import dev.weir.v1.Entity;
import dev.weir.v1.Recommendation;
import dev.weir.v1.RecommendationStatus;
import dev.weir.v1.Surplus;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run, in numbers. The same run gives the same text: nothing here is a time of day or a duration.
 *
 * @param flows what became of the records
 * @param edges what became of the edges
 * @param policies one for each proposed policy, by namespace and name
 * @param withoutPolicy the workloads for which none is proposed, by namespace, kind and name
 * @param replay edges replayed at both ends, and how many passed
 * @param inventoryGiven whether somebody told what is in the cluster, or only the flows did
 */
public record RunReport(
        Flows flows,
        Edges edges,
        List<Policy> policies,
        List<WithoutPolicy> withoutPolicy,
        Replayed replay,
        boolean inventoryGiven) {

    public RunReport {
        policies = List.copyOf(policies);
        withoutPolicy = List.copyOf(withoutPolicy);
    }

    /**
     * @param read records decoded
     * @param noEvidence understood, but no evidence of who talked to whom, by reason
     * @param dead pieces that were no record, by reason
     * @param lost events that exporters say they lost
     */
    public record Flows(long read, Map<String, Long> noEvidence, Map<String, Long> dead, long lost) {
        public Flows {
            noEvidence = byName(noEvidence);
            dead = byName(dead);
        }
    }

    /**
     * @param accepted edges that make rules
     * @param quarantined edges that are held; one with two reasons is counted once here and under each reason
     * @param byReason held edges by reason
     */
    public record Edges(long accepted, long quarantined, Map<String, Long> byReason) {
        public Edges {
            byReason = byName(byReason);
        }
    }

    /** A proposed policy and what it allows beyond what was observed, in pod x peer x port triples. */
    public record Policy(String namespace, String name, String subject, int rules, long surplus, List<String> causes) {
        public Policy {
            causes = List.copyOf(causes);
        }
    }

    /** A workload for which nothing is proposed; {@code why} is one sentence or more. */
    public record WithoutPolicy(String namespace, String subject, RecommendationStatus status, String why) {}

    /** Accepted edges under all policies together. */
    public record Replayed(long edges, long admitted) {
        public boolean isComplete() {
            return edges == admitted;
        }
    }

    /** Puts the parts of a run together. */
    public static RunReport of(
            Flows flows,
            Edges edges,
            Collection<Recommendation> recommendations,
            ReplayReport replay,
            boolean inventoryGiven) {
        List<Policy> policies = recommendations.stream()
                .filter(it -> !it.getYaml().isEmpty())
                .map(RunReport::policy)
                .sorted(Comparator.comparing(Policy::namespace).thenComparing(Policy::name))
                .toList();
        List<WithoutPolicy> without = recommendations.stream()
                .filter(it -> it.getYaml().isEmpty())
                .map(it -> new WithoutPolicy(
                        it.getSubject().getNamespace(), title(it.getSubject()), it.getStatus(), why(it)))
                .sorted(Comparator.comparing(WithoutPolicy::namespace).thenComparing(WithoutPolicy::subject))
                .toList();
        return new RunReport(
                flows, edges, policies, without, new Replayed(replay.edges(), replay.admitted()), inventoryGiven);
    }

    private static Policy policy(Recommendation recommendation) {
        Surplus surplus = recommendation.getSurplus();
        return new Policy(
                recommendation.getSubject().getNamespace(),
                recommendation.getPolicyName(),
                title(recommendation.getSubject()),
                recommendation.getRulesCount(),
                surplus.getIngressTriples() + surplus.getEgressTriples(),
                surplus.getExplainedList());
    }

    private static String title(Entity subject) {
        return subject.getWorkloadKind() + "/" + subject.getName();
    }

    private static String why(Recommendation recommendation) {
        String warnings = String.join(" ", recommendation.getWarningsList());
        return switch (recommendation.getStatus()) {
            case PROTECTED_NAMESPACE -> "Its namespace runs the cluster itself and is protected.";
            case FAILED_REPLAY ->
                recommendation.getReplay().getDeniedCount() + " of "
                        + recommendation.getReplay().getAcceptedEdges() + " accepted edges would be closed. "
                        + warnings;
            default -> warnings;
        };
    }

    private static SortedMap<String, Long> byName(Map<String, Long> counts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
