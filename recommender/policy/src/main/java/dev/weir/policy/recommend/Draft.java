package dev.weir.policy.recommend;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A policy with what each of its rules was made from; the lists are parallel to those of the policy. */
record Draft(NetworkPolicy policy, List<DraftRule> ingress, List<DraftRule> egress) {

    Draft {
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    List<DraftRule> rules(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }

    /** The directions in which something is allowed. */
    Set<Direction> open() {
        return Stream.of(Direction.values())
                .filter(direction -> !rules(direction).isEmpty())
                .collect(Collectors.toSet());
    }

    /** The same policy with other rules. */
    Draft with(List<DraftRule> ingress, List<DraftRule> egress) {
        NetworkPolicy.Spec spec = new NetworkPolicy.Spec(
                policy.spec().podSelector(), policy.spec().policyTypes(), rules(ingress), rules(egress));
        return new Draft(
                new NetworkPolicy(policy.namespace(), policy.name(), policy.labels(), policy.annotations(), spec),
                ingress,
                egress);
    }

    /** The same rules under another name, closing only these directions. */
    Draft as(String name, Set<Direction> closed) {
        NetworkPolicy.Spec spec = new NetworkPolicy.Spec(
                policy.spec().podSelector(),
                closed,
                policy.spec().ingress(),
                policy.spec().egress());
        return new Draft(
                new NetworkPolicy(policy.namespace(), name, policy.labels(), policy.annotations(), spec),
                ingress,
                egress);
    }

    private static List<Rule> rules(List<DraftRule> drafts) {
        return drafts.stream().map(DraftRule::rule).toList();
    }
}
