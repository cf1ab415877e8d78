package dev.weir.policy.replay;

import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.replay.ReplayReport.Denied;
import dev.weir.policy.replay.ReplayReport.PolicySurplus;
import dev.weir.schemas.TopicKeys;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Replays by asking the plain evaluator about every connection in the whole cluster: the meaning of {@link Replay}. */
public final class PlainReplay {

    private final Denials denials;

    private PlainReplay(Landscape landscape, Collection<NetworkPolicy> policies) {
        denials = new Denials(
                new EdgeProbes(landscape),
                new PlainEvaluator(landscape.cluster(), policies, landscape.clusterPolicies()));
    }

    public static ReplayReport run(
            Landscape landscape, Collection<ObservedEdge> edges, Collection<Recommendation> recommendations) {
        PlainReplay replay = new PlainReplay(landscape, united(landscape, recommendations));
        Collection<EdgeKey> accepted = accepted(edges);
        List<Denied> denied = new ArrayList<>();
        long admitted = 0;
        for (EdgeKey edge : accepted) {
            List<Denied> found = replay.denials.of(edge);
            denied.addAll(found);
            admitted += found.isEmpty() ? 1 : 0;
        }
        return new ReplayReport(accepted.size(), admitted, denied, surplus(recommendations));
    }

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
}
