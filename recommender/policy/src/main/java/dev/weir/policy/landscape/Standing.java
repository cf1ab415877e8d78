package dev.weir.policy.landscape;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.parse.Parsed;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
import dev.weir.v1.InventoryEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Policies that stand in the cluster, read from what the API server gave. */
record Standing(List<NetworkPolicy> policies, List<ClusterNetworkPolicy> clusterPolicies, List<String> unreadable) {

    static Standing none() {
        return new Standing(List.of(), List.of(), List.of());
    }

    static Standing read(Collection<InventoryEvent> events) {
        List<NetworkPolicy> policies = new ArrayList<>();
        List<ClusterNetworkPolicy> clusterPolicies = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (InventoryEvent event : events) {
            Parsed<PolicySet> parsed = PolicyParser.parse(event.getPolicy().getJson());
            if (parsed instanceof Parsed.Accepted<PolicySet> accepted) {
                policies.addAll(accepted.value().policies());
                clusterPolicies.addAll(accepted.value().clusterPolicies());
            } else {
                unreadable.add("The standing policy " + name(event) + " cannot be read and is not taken into account: "
                        + ((Parsed.Rejected<PolicySet>) parsed).problems().get(0));
            }
        }
        return new Standing(List.copyOf(policies), List.copyOf(clusterPolicies), List.copyOf(unreadable));
    }

    /** The same, NetworkPolicies by name. */
    Standing byName() {
        List<NetworkPolicy> sorted = policies.stream()
                .sorted(Comparator.comparing(NetworkPolicy::name))
                .toList();
        return new Standing(sorted, clusterPolicies, unreadable);
    }

    private static String name(InventoryEvent event) {
        return event.getNamespace().isEmpty() ? event.getName() : event.getNamespace() + "/" + event.getName();
    }
}
