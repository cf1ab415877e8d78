package dev.weir.policy.replay;

import dev.weir.policy.eval.End;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.Verdict;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.replay.ReplayReport.Denied;
import dev.weir.policy.replay.ReplayReport.PolicySurplus;
import dev.weir.schemas.TopicKeys;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Replays every accepted edge of a cluster at both ends, under all proposed policies and the standing ones together.
 * The policies are read back from the YAML that people get, so that what is judged is what would be applied.
 */
public final class Replay {

    private final EdgeProbes probes;
    private final PlainEvaluator evaluator;

    private Replay(Landscape landscape, Collection<NetworkPolicy> policies) {
        probes = new EdgeProbes(landscape);
        evaluator = new PlainEvaluator(landscape.cluster(), policies, landscape.clusterPolicies());
    }

    /**
     * Replays the edges. A proposed policy takes the place of a standing one of its name.
     *
     * @param edges of the cluster; those that are not accepted are passed over, repeated ones count once
     * @param recommendations those without YAML propose nothing
     * @throws IllegalArgumentException if a recommendation's YAML is no NetworkPolicy
     */
    public static ReplayReport run(
            Landscape landscape, Collection<ObservedEdge> edges, Collection<Recommendation> recommendations) {
        Replay replay = new Replay(landscape, united(landscape, recommendations));
        Collection<EdgeKey> accepted = accepted(edges);
        List<Denied> denied = new ArrayList<>();
        long admitted = 0;
        for (EdgeKey edge : accepted) {
            List<Denied> found = replay.denials(edge);
            denied.addAll(found);
            admitted += found.isEmpty() ? 1 : 0;
        }
        return new ReplayReport(accepted.size(), admitted, denied, surplus(recommendations));
    }

    /** One that is told twice, accepted and held, is held: ambiguity never becomes permission. */
    private static Collection<EdgeKey> accepted(Collection<ObservedEdge> edges) {
        SortedMap<String, EdgeKey> accepted = new TreeMap<>();
        edges.forEach(edge -> accepted.put(TopicKeys.edgeKey(edge.getKey()), edge.getKey()));
        edges.stream()
                .filter(edge -> edge.getAdmission() != Admission.ACCEPTED)
                .forEach(edge -> accepted.remove(TopicKeys.edgeKey(edge.getKey())));
        return accepted.values();
    }

    private static Collection<NetworkPolicy> united(Landscape landscape, Collection<Recommendation> recommendations) {
        SortedMap<String, NetworkPolicy> policies = new TreeMap<>();
        landscape.policies().forEach(policy -> put(policy, policies));
        recommendations.stream()
                .map(Recommendation::getYaml)
                .filter(yaml -> !yaml.isEmpty())
                .flatMap(yaml -> PolicyParser.parse(yaml).orElseThrow().policies().stream())
                .forEach(policy -> put(policy, policies));
        return policies.values();
    }

    private static void put(NetworkPolicy policy, SortedMap<String, NetworkPolicy> policies) {
        policies.put(policy.namespace() + "/" + policy.name(), policy);
    }

    private static List<PolicySurplus> surplus(Collection<Recommendation> recommendations) {
        return recommendations.stream()
                .filter(it -> !it.getYaml().isEmpty())
                .map(it -> new PolicySurplus(it.getSubject().getNamespace(), it.getPolicyName(), it.getSurplus()))
                .sorted(Comparator.comparing(PolicySurplus::namespace).thenComparing(PolicySurplus::policy))
                .toList();
    }

    /** Each end that denies the edge, once, with the first connection it denies. */
    private List<Denied> denials(EdgeKey edge) {
        if (EdgeProbes.isAlwaysAllowed(edge)) {
            return List.of();
        }
        List<Probe> connections = probes.of(edge);
        if (connections.isEmpty()) {
            return List.of(new Denied(edge, Optional.empty(), Optional.empty(), List.of()));
        }
        List<Verdict> verdicts = connections.stream().map(evaluator::verdict).toList();
        List<Denied> denials = new ArrayList<>();
        if (isWorkload(edge.getClient())) {
            firstDenial(verdicts, Verdict::egress).ifPresent(end -> denials.add(denied(edge, Direction.EGRESS, end)));
        }
        if (isWorkload(edge.getServer())) {
            firstDenial(verdicts, Verdict::ingress).ifPresent(end -> denials.add(denied(edge, Direction.INGRESS, end)));
        }
        return denials;
    }

    /** Only a workload has policies. An address outside may by now be a pod's, but it was not that pod that was seen. */
    private static boolean isWorkload(Entity end) {
        return end.getKind() == EntityKind.ENTITY_WORKLOAD;
    }

    private static Optional<End> firstDenial(List<Verdict> verdicts, Function<Verdict, End> side) {
        return verdicts.stream().map(side).filter(end -> !end.allowed()).findFirst();
    }

    private static Denied denied(EdgeKey edge, Direction direction, End end) {
        return new Denied(edge, Optional.of(direction), Optional.of(end.reason()), end.decidedBy());
    }
}
