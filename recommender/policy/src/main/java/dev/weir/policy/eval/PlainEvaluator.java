package dev.weir.policy.eval;

import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The reference: reads the policies as their API's text does and says what decided. Slow on purpose; whatever else
 * judges connections is tested against it.
 *
 * <p>A connection passes when the egress of its source and the ingress of its destination both allow it. Each end that
 * is a pod asks the tiers in turn: Admin, NetworkPolicy, Baseline; the first that decides is final, and if none does
 * the connection is allowed.
 *
 * <p>Points the API leaves open are settled so: traffic of a pod with itself is allowed; a host-network pod is its
 * node, which no policy selects; among cluster-wide policies of equal priority the stricter wins; a dual-stack pair is
 * allowed only if both families are; an address that several running pods claim is denied.
 */
public final class PlainEvaluator implements Evaluator {

    private final Endpoints endpoints;
    private final List<Tier> tiers;
    private final OwnTraffic ownTraffic;

    public PlainEvaluator(Cluster cluster, Collection<NetworkPolicy> policies) {
        this(cluster, policies, List.of());
    }

    public PlainEvaluator(
            Cluster cluster, Collection<NetworkPolicy> policies, Collection<ClusterNetworkPolicy> clusterPolicies) {
        this(cluster, policies, clusterPolicies, OwnTraffic.ALWAYS_ALLOWED);
    }

    /**
     * @param policies in force, each name of a namespace once
     * @param clusterPolicies in force, each name once
     * @throws IllegalArgumentException if a policy is there twice
     */
    public PlainEvaluator(
            Cluster cluster,
            Collection<NetworkPolicy> policies,
            Collection<ClusterNetworkPolicy> clusterPolicies,
            OwnTraffic ownTraffic) {
        this.ownTraffic = ownTraffic;
        endpoints = new Endpoints(cluster);
        InForce inForce = new InForce(policies, clusterPolicies);
        tiers = List.of(
                new ClusterPolicyTier(ClusterNetworkPolicy.Tier.ADMIN, inForce.clusterPolicies()),
                new NetworkPolicyTier(inForce.policies()),
                new ClusterPolicyTier(ClusterNetworkPolicy.Tier.BASELINE, inForce.clusterPolicies()));
    }

    @Override
    public boolean allows(Probe probe) {
        return verdict(probe).allowed();
    }

    /**
     * Judges a connection and names what decided at both ends. Where a dual-stack pair has two ways to connect, this is
     * the verdict on the first that is denied, or else on the first.
     *
     * @throws IllegalArgumentException if the probe names a pod or node that the snapshot does not have
     */
    public Verdict verdict(Probe probe) {
        if (endpoints.isAmbiguous(probe.from()) || endpoints.isAmbiguous(probe.to())) {
            // Whose policies act, and whom selectors would find, is unknown at both ends.
            return Verdict.of(End.denied(Reason.AMBIGUOUS_ADDRESS), End.denied(Reason.AMBIGUOUS_ADDRESS));
        }
        List<Verdict> verdicts =
                endpoints.connections(probe).stream().map(this::judge).toList();
        return verdicts.stream()
                .filter(verdict -> !verdict.allowed())
                .findFirst()
                .orElse(verdicts.get(0));
    }

    private Verdict judge(Connection connection) {
        if (ownTraffic == OwnTraffic.ALWAYS_ALLOWED && connection.isOwnTraffic()) {
            return Verdict.of(End.allowed(Reason.OWN_TRAFFIC), End.allowed(Reason.OWN_TRAFFIC));
        }
        return Verdict.of(end(Direction.EGRESS, connection), end(Direction.INGRESS, connection));
    }

    private End end(Direction direction, Connection connection) {
        return connection
                .subject(direction)
                .pod()
                .map(pod -> tiers.stream()
                        .map(tier -> tier.decide(pod, direction, connection))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseGet(() -> End.allowed(Reason.NOT_ISOLATED)))
                .orElseGet(() -> End.allowed(Reason.NOT_A_POD));
    }
}
