package dev.weir.policy.eval;

import static java.util.stream.Collectors.groupingBy;

import dev.weir.policy.eval.Endpoint.SelectablePod;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code networking.k8s.io/v1}: "a pod is isolated in a direction if there is any NetworkPolicy that both selects the
 * pod and applies to the direction; when isolated, the only allowed connections are those of some rule of some such
 * policy". The rules add up; their order means nothing, and no rule can deny.
 */
final class NetworkPolicyTier implements Tier {

    private final Map<String, List<NetworkPolicy>> byNamespace;

    NetworkPolicyTier(Collection<NetworkPolicy> policies) {
        byNamespace = policies.stream()
                .sorted(Comparator.comparing(NetworkPolicy::name))
                .collect(groupingBy(NetworkPolicy::namespace));
    }

    @Override
    public Optional<End> decide(SelectablePod subject, Direction direction, Connection connection) {
        List<NetworkPolicy> isolating = isolating(subject, direction);
        if (isolating.isEmpty()) {
            return Optional.empty();
        }
        if (connection.isWithResidentNode(direction)) {
            return Optional.of(End.allowed(Reason.RESIDENT_NODE));
        }
        List<RuleRef> allowing = allowing(isolating, direction, connection);
        if (!allowing.isEmpty()) {
            return Optional.of(new End(true, Reason.RULE_ALLOWS, allowing));
        }
        List<RuleRef> deciding =
                isolating.stream().map(policy -> RuleRef.to(policy, direction)).toList();
        return Optional.of(new End(false, Reason.NO_RULE_ALLOWS, deciding));
    }

    /** The policies that isolate the pod: of its namespace, selecting it, and of this direction. */
    private List<NetworkPolicy> isolating(SelectablePod subject, Direction direction) {
        return byNamespace.getOrDefault(subject.pod().namespace(), List.of()).stream()
                .filter(policy -> policy.spec().isolates(direction))
                .filter(policy ->
                        policy.spec().podSelector().matches(subject.pod().labels()))
                .toList();
    }

    private static List<RuleRef> allowing(List<NetworkPolicy> policies, Direction direction, Connection connection) {
        List<RuleRef> allowing = new ArrayList<>();
        for (NetworkPolicy policy : policies) {
            List<Rule> rules = policy.spec().rules(direction);
            for (int i = 0; i < rules.size(); i++) {
                if (matches(rules.get(i), policy.namespace(), direction, connection)) {
                    allowing.add(RuleRef.to(policy, direction, i));
                }
            }
        }
        return allowing;
    }

    /** Peers and ports must both match; a list that is empty matches everything. */
    private static boolean matches(Rule rule, String namespace, Direction direction, Connection connection) {
        Endpoint other = connection.peer(direction);
        boolean peer = rule.peers().isEmpty() || rule.peers().stream().anyMatch(it -> matches(it, namespace, other));
        boolean port = rule.ports().isEmpty() || rule.ports().stream().anyMatch(it -> matches(it, connection));
        return peer && port;
    }

    private static boolean matches(Peer peer, String namespace, Endpoint other) {
        if (peer instanceof Peer.IpBlock block) {
            return other.address().filter(block::contains).isPresent();
        }
        Peer.PodPeer wanted = (Peer.PodPeer) peer;
        return other.pod().filter(pod -> matches(wanted, namespace, pod)).isPresent();
    }

    private static boolean matches(Peer.PodPeer wanted, String namespace, SelectablePod pod) {
        boolean namespaceMatches = wanted.namespaceSelector()
                .map(selector -> selector.matches(pod.namespace().labels()))
                .orElseGet(() -> namespace.equals(pod.pod().namespace()));
        return namespaceMatches
                && wanted.podSelector()
                        .map(selector -> selector.matches(pod.pod().labels()))
                        .orElse(true);
    }

    /** A named port is looked up on the destination, in egress as well as in ingress. */
    private static boolean matches(PolicyPort port, Connection connection) {
        return port.protocol() == connection.protocol()
                && port.ports()
                        .covers(
                                connection.protocol(),
                                connection.port(),
                                connection.to().namedPorts());
    }
}
