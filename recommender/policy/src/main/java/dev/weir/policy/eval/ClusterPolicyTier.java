package dev.weir.policy.eval;

import dev.weir.policy.eval.Endpoint.SelectablePod;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterNetworkPolicy.Subject;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.ClusterRule.Action;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.LabelSelector;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Admin or the Baseline tier of {@code policy.networking.k8s.io/v1alpha2}: policies by priority, the rules of each
 * in their order, and the first that matches decides. A connection that no rule matches is left to the next tier:
 * selecting a pod isolates nothing here.
 *
 * <p>Which of two policies of equal priority wins is left open by the API. Here the stricter one does, so that a
 * connection is called allowed only if it is allowed either way.
 */
final class ClusterPolicyTier implements Tier {

    /** Strictest first: a Pass may still end in a denial, an Accept cannot. */
    private static final List<Action> STRICTNESS = List.of(Action.DENY, Action.PASS, Action.ACCEPT);

    private final Collection<List<ClusterNetworkPolicy>> byPriority;

    ClusterPolicyTier(ClusterNetworkPolicy.Tier tier, Collection<ClusterNetworkPolicy> policies) {
        byPriority = policies.stream()
                .filter(policy -> policy.spec().tier() == tier)
                .sorted(Comparator.comparing(ClusterNetworkPolicy::name))
                .collect(Collectors.groupingBy(policy -> policy.spec().priority(), TreeMap::new, Collectors.toList()))
                .values();
    }

    @Override
    public Optional<End> decide(SelectablePod subject, Direction direction, Connection connection) {
        return byPriority.stream()
                .flatMap(equals -> strictest(equals, subject, direction, connection).stream())
                .findFirst()
                .flatMap(Match::end);
    }

    private static Optional<Match> strictest(
            List<ClusterNetworkPolicy> equals, SelectablePod subject, Direction direction, Connection connection) {
        return equals.stream()
                .filter(policy -> selects(policy.spec().subject(), subject))
                .flatMap(policy -> firstMatch(policy, direction, connection).stream())
                .min(Comparator.comparing(match -> STRICTNESS.indexOf(match.action())));
    }

    private static Optional<Match> firstMatch(ClusterNetworkPolicy policy, Direction direction, Connection connection) {
        List<ClusterRule> rules = policy.spec().rules(direction);
        return IntStream.range(0, rules.size())
                .boxed()
                .flatMap(i -> effect(rules.get(i), direction, connection)
                        .map(action -> new Match(action, RuleRef.to(policy, direction, i)))
                        .stream())
                .findFirst();
    }

    /** What the rule does to this connection, or nothing if it does not match. */
    private static Optional<Action> effect(ClusterRule rule, Direction direction, Connection connection) {
        if (rule.peers().stream().anyMatch(ClusterPeer.Unknown.class::isInstance)) {
            // Fail closed, as the API demands of a peer that an implementation does not know.
            return rule.action() == Action.ACCEPT ? Optional.empty() : Optional.of(Action.DENY);
        }
        boolean peer = rule.peers().stream().anyMatch(it -> matches(it, connection.peer(direction)));
        boolean port = rule.coversPort(
                connection.protocol(), connection.port(), connection.to().namedPorts());
        return peer && port ? Optional.of(rule.action()) : Optional.empty();
    }

    static Action stricter(Action one, Action other) {
        return STRICTNESS.indexOf(one) <= STRICTNESS.indexOf(other) ? one : other;
    }

    private static boolean selects(Subject subject, SelectablePod pod) {
        if (subject instanceof Subject.Namespaces namespaces) {
            return namespaces.selector().matches(pod.namespace().labels());
        }
        Subject.Pods pods = (Subject.Pods) subject;
        return matches(pods.namespaceSelector(), pods.podSelector(), pod);
    }

    private static boolean matches(ClusterPeer peer, Endpoint other) {
        if (peer instanceof ClusterPeer.Namespaces namespaces) {
            return other.pod()
                    .filter(pod -> namespaces.selector().matches(pod.namespace().labels()))
                    .isPresent();
        }
        if (peer instanceof ClusterPeer.Pods pods) {
            return other.pod()
                    .filter(pod -> matches(pods.namespaceSelector(), pods.podSelector(), pod))
                    .isPresent();
        }
        if (peer instanceof ClusterPeer.Networks networks) {
            return other.address().filter(networks::contains).isPresent();
        }
        if (peer instanceof ClusterPeer.Nodes nodes) {
            return other.node()
                    .filter(node -> nodes.selector().matches(node.labels()))
                    .isPresent();
        }
        return peer instanceof ClusterPeer.DomainNames wanted
                && other.domainNames().stream().anyMatch(wanted::contains);
    }

    private static boolean matches(LabelSelector namespaces, LabelSelector pods, SelectablePod pod) {
        return namespaces.matches(pod.namespace().labels())
                && pods.matches(pod.pod().labels());
    }

    private record Match(Action action, RuleRef rule) {
        /** The final decision, or nothing for Pass, which ends the tier without one. */
        Optional<End> end() {
            return switch (action) {
                case ACCEPT -> Optional.of(End.allowed(Reason.CLUSTER_RULE_ACCEPTS, rule));
                case DENY -> Optional.of(End.denied(Reason.CLUSTER_RULE_DENIES, rule));
                case PASS -> Optional.empty();
            };
        }
    }
}
