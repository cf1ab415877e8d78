package dev.weir.policy.eval;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A policy, or one rule of it, that decided.
 *
 * @param namespace of a NetworkPolicy; empty for a ClusterNetworkPolicy
 * @param rule position in the list of the direction, from 0; empty where the policy as a whole decided
 */
public record RuleRef(Optional<String> namespace, String policy, Direction direction, OptionalInt rule) {

    static RuleRef to(NetworkPolicy policy, Direction direction) {
        return new RuleRef(Optional.of(policy.namespace()), policy.name(), direction, OptionalInt.empty());
    }

    static RuleRef to(NetworkPolicy policy, Direction direction, int rule) {
        return new RuleRef(Optional.of(policy.namespace()), policy.name(), direction, OptionalInt.of(rule));
    }

    static RuleRef to(ClusterNetworkPolicy policy, Direction direction, int rule) {
        return new RuleRef(Optional.empty(), policy.name(), direction, OptionalInt.of(rule));
    }

    /** Like {@code NetworkPolicy shop/web spec.ingress[0]}. */
    @Override
    public String toString() {
        String who = namespace.map(name -> "NetworkPolicy " + name + "/").orElse("ClusterNetworkPolicy ") + policy;
        String where = " spec." + direction.text().toLowerCase(Locale.ROOT);
        return rule.isPresent() ? who + where + "[" + rule.getAsInt() + "]" : who + where;
    }
}
