package dev.weir.policy.parse;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.NetworkPolicy;
import java.util.List;

/** The policies of a text, in its order. */
public record PolicySet(List<NetworkPolicy> policies, List<ClusterNetworkPolicy> clusterPolicies) {

    public PolicySet {
        policies = List.copyOf(policies);
        clusterPolicies = List.copyOf(clusterPolicies);
    }
}
