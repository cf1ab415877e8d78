package dev.weir.standalone.cli.policies;

import dev.weir.policy.eval.RuleRef;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.parse.PolicyLines;
import dev.weir.policy.parse.PolicySet;
import dev.weir.standalone.BadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Policies and the files they are from.
 *
 * @param files the file of each policy, by {@code namespace/name}; cluster-wide ones have no namespace
 */
record LoadedPolicies(PolicySet set, Map<String, SourceFile> files) {

    /** A file and where in it policies and rules stand. */
    record SourceFile(String name, PolicyLines lines) {}

    /**
     * Where something stands.
     *
     * @param line from 1; empty where only the file is known
     */
    record Place(String file, OptionalInt line) {}

    LoadedPolicies {
        files = Map.copyOf(files);
    }

    /** Where a rule stands. */
    Optional<Place> place(RuleRef rule) {
        String namespace = rule.namespace().orElse("");
        return Optional.ofNullable(files.get(namespace + "/" + rule.policy()))
                .map(file -> new Place(
                        file.name(), file.lines().line(namespace, rule.policy(), rule.direction(), rule.rule())));
    }

    /** Puts the policies of several files together. */
    static final class Builder {

        private final List<NetworkPolicy> policies = new ArrayList<>();
        private final List<ClusterNetworkPolicy> clusterPolicies = new ArrayList<>();
        private final Map<String, SourceFile> files = new HashMap<>();

        void add(ObjectFiles.Text text, PolicySet set) {
            SourceFile file = new SourceFile(text.name(), PolicyLines.of(text.content()));
            set.policies().forEach(policy -> register(policy.namespace() + "/" + policy.name(), file));
            set.clusterPolicies().forEach(policy -> register("/" + policy.name(), file));
            policies.addAll(set.policies());
            clusterPolicies.addAll(set.clusterPolicies());
        }

        private void register(String name, SourceFile file) {
            SourceFile other = files.put(name, file);
            if (other != null) {
                throw new BadInput(file.name() + ": policy \"" + name + "\" is also in " + other.name()
                        + "; leave out the one that is not in force");
            }
        }

        LoadedPolicies build() {
            return new LoadedPolicies(new PolicySet(policies, clusterPolicies), files);
        }
    }
}
