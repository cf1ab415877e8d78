package dev.weir.policy.replay;

import dev.weir.policy.eval.Ends;
import dev.weir.policy.eval.FastEvaluator;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.ResolvedParty;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.replay.ReplayReport.Denied;
import dev.weir.policy.replay.ReplayReport.PolicySurplus;
import dev.weir.schemas.TopicKeys;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Replays every accepted edge of a cluster at both ends, under all proposed policies and the standing ones together.
 * The policies are read back from the YAML that people get, so that what is judged is what would be applied.
 *
 * <p>The fast evaluator finds the edges that do not pass; only about these the plain one is asked, for the reasons.
 */
public final class Replay {

    private final EdgeProbes probes;
    private final Cluster cluster;
    private final Collection<NetworkPolicy> policies;
    private final Collection<ClusterNetworkPolicy> clusterPolicies;
    private final FastEvaluator evaluator;
    private final Map<Entity, List<End>> ends = new HashMap<>();

    /** One that may be an end of an edge, looked up. */
    private record End(EdgeProbes.Side side, ResolvedParty party) {}

    private Replay(
            Landscape landscape,
            Collection<NetworkPolicy> policies,
            Collection<ClusterNetworkPolicy> clusterPolicies,
            Collection<EdgeKey> edges) {
        probes = new EdgeProbes(landscape);
        cluster = AskedCluster.of(landscape, probes, edges);
        this.policies = policies;
        this.clusterPolicies = clusterPolicies;
        evaluator = new FastEvaluator(cluster, policies, clusterPolicies);
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
        List<NetworkPolicy> proposed = recommendations.stream()
                .flatMap(it -> Stream.of(it.getYaml(), it.getDefaultDenyYaml()))
                .filter(yaml -> !yaml.isEmpty())
                .flatMap(yaml -> PolicyParser.parse(yaml).orElseThrow().policies().stream())
                .toList();
        return under(proposed, landscape, edges).withSurplus(surplus(recommendations));
    }

    /** As {@link #run}, for policies that were read before. The report says nothing of their surplus. */
    public static ReplayReport under(
            Collection<NetworkPolicy> proposed, Landscape landscape, Collection<ObservedEdge> edges) {
        Collection<EdgeKey> accepted = accepted(edges);
        return new Replay(landscape, united(landscape, proposed), landscape.clusterPolicies(), accepted)
                .report(accepted);
    }

    /** As {@link #under}, for proposed ClusterNetworkPolicies. */
    public static ReplayReport underCluster(
            Collection<ClusterNetworkPolicy> proposed, Landscape landscape, Collection<ObservedEdge> edges) {
        SortedMap<String, ClusterNetworkPolicy> united = new TreeMap<>();
        landscape.clusterPolicies().forEach(policy -> united.put(policy.name(), policy));
        proposed.forEach(policy -> united.put(policy.name(), policy));
        Collection<EdgeKey> accepted = accepted(edges);
        return new Replay(landscape, landscape.policies(), united.values(), accepted).report(accepted);
    }

    private ReplayReport report(Collection<EdgeKey> accepted) {
        List<EdgeKey> refused = accepted.stream().filter(edge -> !admits(edge)).toList();
        SortedMap<String, List<Denied>> denied = new TreeMap<>();
        if (!refused.isEmpty()) {
            Denials denials = new Denials(probes, new PlainEvaluator(cluster, policies, clusterPolicies));
            refused.forEach(edge -> denied.put(TopicKeys.edgeKey(edge), denials.of(edge)));
        }
        return new ReplayReport(
                accepted.size(),
                (long) accepted.size() - refused.size(),
                denied.values().stream().flatMap(List::stream).toList(),
                List.of());
    }

    /** One that is told twice, accepted and held, is held: ambiguity never becomes permission. */
    private static Collection<EdgeKey> accepted(Collection<ObservedEdge> edges) {
        Set<EdgeKey> accepted = new HashSet<>();
        edges.forEach(edge -> accepted.add(edge.getKey()));
        edges.stream()
                .filter(edge -> edge.getAdmission() != Admission.ACCEPTED)
                .forEach(edge -> accepted.remove(edge.getKey()));
        return accepted;
    }

    private static Collection<NetworkPolicy> united(Landscape landscape, Collection<NetworkPolicy> proposed) {
        Map<String, NetworkPolicy> policies = new HashMap<>();
        landscape.policies().forEach(policy -> put(policy, policies));
        proposed.forEach(policy -> put(policy, policies));
        return policies.values();
    }

    private static void put(NetworkPolicy policy, Map<String, NetworkPolicy> policies) {
        policies.put(policy.namespace() + "/" + policy.name(), policy);
    }

    private static List<PolicySurplus> surplus(Collection<Recommendation> recommendations) {
        return recommendations.stream()
                .filter(it -> !it.getYaml().isEmpty())
                .map(it -> new PolicySurplus(it.getSubject().getNamespace(), it.getPolicyName(), it.getSurplus()))
                .sorted(Comparator.comparing(PolicySurplus::namespace).thenComparing(PolicySurplus::policy))
                .toList();
    }

    private boolean admits(EdgeKey edge) {
        if (EdgeProbes.isAlwaysAllowed(edge)) {
            return true;
        }
        Optional<Protocol> protocol = Protocol.ofNumber(edge.getIpProtocol());
        boolean asked = false;
        for (int port : probes.ports(edge)) {
            for (End client : ends(edge.getClient())) {
                for (End server : ends(edge.getServer())) {
                    if (protocol.isPresent() && client.side().canMeet(server.side())) {
                        asked = true;
                        if (!admits(edge, evaluator.ends(client.party(), server.party(), port, protocol.get()))) {
                            return false;
                        }
                    }
                }
            }
        }
        return asked;
    }

    /** Only a workload has policies. An address outside may by now be a pod's, but it was not that pod that was seen. */
    private static boolean admits(EdgeKey edge, Ends ends) {
        return (ends.egress() || !Denials.isWorkload(edge.getClient()))
                && (ends.ingress() || !Denials.isWorkload(edge.getServer()));
    }

    private List<End> ends(Entity entity) {
        return ends.computeIfAbsent(entity, it -> probes.sides(it).stream()
                .map(side -> new End(side, evaluator.resolve(side.party())))
                .toList());
    }
}
