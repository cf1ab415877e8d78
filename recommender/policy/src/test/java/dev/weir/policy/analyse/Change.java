package dev.weir.policy.analyse;

import dev.weir.policy.eval.RandomWorld;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.NetworkPolicy.Spec;
import dev.weir.policy.model.Rule;
import dev.weir.policy.parse.PolicySet;
import java.util.ArrayList;
import java.util.List;

/** One change to some policies, as somebody makes it by hand. Some change the meaning, some do not. */
record Change(RandomWorld random) {

    PolicySet to(PolicySet set) {
        List<NetworkPolicy> policies = new ArrayList<>(set.policies());
        if (policies.isEmpty() || random.oneIn(6)) {
            return new PolicySet(policies, random.clusterPolicies());
        }
        int at = random.below(policies.size());
        NetworkPolicy policy = policies.get(at);
        switch (random.below(4)) {
            case 0 -> policies.remove(at);
            case 1 -> policies.set(at, random.policy(policy.namespace(), policy.name()));
            case 2 ->
                policies.set(
                        at,
                        withRules(
                                policy,
                                with(policy.spec().ingress()),
                                policy.spec().egress()));
            default ->
                policies.set(
                        at,
                        withRules(
                                policy,
                                policy.spec().ingress(),
                                with(policy.spec().egress())));
        }
        return new PolicySet(policies, set.clusterPolicies());
    }

    private static NetworkPolicy withRules(NetworkPolicy policy, List<Rule> ingress, List<Rule> egress) {
        Spec spec = policy.spec();
        return new NetworkPolicy(
                policy.namespace(), policy.name(), new Spec(spec.podSelector(), spec.policyTypes(), ingress, egress));
    }

    /** With one rule more, less, or with fewer ports. */
    private List<Rule> with(List<Rule> rules) {
        List<Rule> changed = new ArrayList<>(rules);
        if (rules.isEmpty() || random.oneIn(3)) {
            changed.add(random.rule());
            return changed;
        }
        int at = random.below(rules.size());
        Rule rule = changed.remove(at);
        if (random.oneIn(2)) {
            changed.add(at, new Rule(rule.peers(), random.some(rule.ports())));
        }
        return changed;
    }
}
