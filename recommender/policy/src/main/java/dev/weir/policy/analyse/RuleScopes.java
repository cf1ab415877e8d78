package dev.weir.policy.analyse;

import dev.weir.policy.eval.RuleRef;
import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.AddressRange;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Rule;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Finds out whom every rule of every NetworkPolicy is about. */
final class RuleScopes {

    private final List<Pod> pods;
    private final Map<String, Namespace> namespaces = new HashMap<>();
    private final List<AddressRange> pieces = new ArrayList<>();

    private RuleScopes(Snapshot snapshot, PolicySet policies) {
        pods = snapshot.cluster().pods().stream()
                .filter(pod -> !pod.completed() && !pod.hostNetwork())
                .toList();
        snapshot.cluster().namespaces().forEach(namespace -> namespaces.put(namespace.name(), namespace));
        AddressCuts cuts = new AddressCuts(List.of(policies));
        for (AddressFamily family : AddressFamily.values()) {
            pieces.addAll(cuts.pieces(family));
        }
    }

    /** Rules that count, in the order of the policies; those of a direction that its policy leaves alone do not. */
    static List<RuleScope> of(Snapshot snapshot, PolicySet policies) {
        RuleScopes scopes = new RuleScopes(snapshot, policies);
        List<RuleScope> all = new ArrayList<>();
        for (NetworkPolicy policy : policies.policies()) {
            for (Direction direction : Direction.values()) {
                if (policy.spec().isolates(direction)) {
                    scopes.add(policy, direction, all);
                }
            }
        }
        return all;
    }

    private void add(NetworkPolicy policy, Direction direction, List<RuleScope> all) {
        BitSet subjects = pods(pod -> pod.namespace().equals(policy.namespace())
                && policy.spec().podSelector().matches(pod.labels()));
        List<Rule> rules = policy.spec().rules(direction);
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            RuleRef ref = new RuleRef(Optional.of(policy.namespace()), policy.name(), direction, OptionalInt.of(i));
            all.add(new RuleScope(
                    ref,
                    policy,
                    rule,
                    subjects,
                    pods(pod -> rule.peers().stream().anyMatch(peer -> finds(peer, policy.namespace(), pod))),
                    addresses(rule),
                    RuleScope.numbers(rule),
                    RuleScope.names(rule.ports())));
        }
    }

    private BitSet pods(Predicate<Pod> wanted) {
        BitSet found = new BitSet();
        for (int i = 0; i < pods.size(); i++) {
            found.set(i, wanted.test(pods.get(i)));
        }
        return found;
    }

    private boolean finds(Peer peer, String namespace, Pod pod) {
        if (!(peer instanceof Peer.PodPeer wanted)) {
            return false;
        }
        // INVARIANT: a cluster has the namespace of each of its pods.
        boolean here = wanted.namespaceSelector()
                .map(selector -> Optional.ofNullable(namespaces.get(pod.namespace()))
                        .filter(it -> selector.matches(it.labels()))
                        .isPresent())
                .orElseGet(() -> pod.namespace().equals(namespace));
        return here
                && wanted.podSelector()
                        .map(selector -> selector.matches(pod.labels()))
                        .orElse(true);
    }

    private BitSet addresses(Rule rule) {
        BitSet held = new BitSet();
        for (Peer peer : rule.peers()) {
            if (peer instanceof Peer.IpBlock block) {
                for (int i = 0; i < pieces.size(); i++) {
                    if (block.contains(pieces.get(i).first())) {
                        held.set(i);
                    }
                }
            }
        }
        return held;
    }
}
