package dev.weir.standalone.cli.policies;

import dev.weir.policy.eval.RuleRef;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.parse.PolicySet;
import dev.weir.standalone.BadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Policies and the files they are from.
 *
 * @param files name of the file of each policy, by {@code namespace/name}; cluster-wide ones have no namespace
 */
record LoadedPolicies(PolicySet set, Map<String, String> files) {

    LoadedPolicies {
        files = Map.copyOf(files);
    }

    /** The file that a rule stands in. */
    Optional<String> file(RuleRef rule) {
        return Optional.ofNullable(files.get(rule.namespace().orElse("") + "/" + rule.policy()));
    }

    /** Puts the policies of several files together. */
    static final class Builder {

        private final List<NetworkPolicy> policies = new ArrayList<>();
        private final List<ClusterNetworkPolicy> clusterPolicies = new ArrayList<>();
        private final Map<String, String> files = new HashMap<>();

        void add(String file, PolicySet set) {
            set.policies().forEach(policy -> register(policy.namespace() + "/" + policy.name(), file));
            set.clusterPolicies().forEach(policy -> register("/" + policy.name(), file));
            policies.addAll(set.policies());
            clusterPolicies.addAll(set.clusterPolicies());
        }

        private void register(String name, String file) {
            String other = files.put(name, file);
            if (other != null) {
                throw new BadInput(file + ": policy \"" + name + "\" is also in " + other
                        + "; leave out the one that is not in force");
            }
        }

        LoadedPolicies build() {
            return new LoadedPolicies(new PolicySet(policies, clusterPolicies), files);
        }
    }
}
