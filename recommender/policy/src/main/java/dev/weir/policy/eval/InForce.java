package dev.weir.policy.eval;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.NetworkPolicy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The policies of a cluster at one moment. No cluster holds two of one name, so two of one name are versions of one
 * policy, and to judge by both would be to judge by something that never was in force.
 */
record InForce(List<NetworkPolicy> policies, List<ClusterNetworkPolicy> clusterPolicies) {

    /**
     * @throws IllegalArgumentException if two policies of a kind have one name
     */
    InForce(Collection<NetworkPolicy> policies, Collection<ClusterNetworkPolicy> clusterPolicies) {
        this(
                distinct(policies, policy -> policy.namespace() + "/" + policy.name()),
                distinct(clusterPolicies, ClusterNetworkPolicy::name));
    }

    private static <P> List<P> distinct(Collection<P> policies, Function<P, String> name) {
        Set<String> seen = new HashSet<>();
        for (P policy : policies) {
            if (!seen.add(name.apply(policy))) {
                throw new IllegalArgumentException(
                        "Policy \"" + name.apply(policy) + "\" is there twice; leave out the one that is not in force");
            }
        }
        return List.copyOf(policies);
    }
}
