package dev.weir.policy.analyse;

import dev.weir.policy.eval.RuleRef;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Takes rules out of policies. */
final class Narrowing {

    private Narrowing() {}

    /** The policies that have such rules, without them, closing the same directions. */
    static List<NetworkPolicy> without(Set<RuleRef> gone, Collection<NetworkPolicy> policies) {
        List<NetworkPolicy> narrowed = new ArrayList<>();
        for (NetworkPolicy policy : policies) {
            NetworkPolicy narrower = without(gone, policy);
            if (!narrower.equals(policy)) {
                narrowed.add(narrower);
            }
        }
        return narrowed;
    }

    private static NetworkPolicy without(Set<RuleRef> gone, NetworkPolicy policy) {
        List<Rule> ingress = left(policy, Direction.INGRESS, gone);
        List<Rule> egress = left(policy, Direction.EGRESS, gone);
        boolean same = ingress.equals(policy.spec().ingress())
                && egress.equals(policy.spec().egress());
        if (same) {
            return policy;
        }
        // Written out: without its last egress rule, a policy that leaves its types out would no longer close egress.
        Set<Direction> types = EnumSet.noneOf(Direction.class);
        for (Direction direction : Direction.values()) {
            if (policy.spec().isolates(direction)) {
                types.add(direction);
            }
        }
        return new NetworkPolicy(
                policy.namespace(),
                policy.name(),
                policy.labels(),
                policy.annotations(),
                new NetworkPolicy.Spec(policy.spec().podSelector(), types, ingress, egress));
    }

    private static List<Rule> left(NetworkPolicy policy, Direction direction, Set<RuleRef> gone) {
        List<Rule> rules = policy.spec().rules(direction);
        List<Rule> left = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            RuleRef ref = new RuleRef(Optional.of(policy.namespace()), policy.name(), direction, OptionalInt.of(i));
            if (!gone.contains(ref)) {
                left.add(rules.get(i));
            }
        }
        return left;
    }
}
