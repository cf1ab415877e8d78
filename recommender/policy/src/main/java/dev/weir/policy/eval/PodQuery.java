package dev.weir.policy.eval;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterNetworkPolicy.Subject;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Requirement;
import dev.weir.policy.model.Rule;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A question after pods: in one namespace or in those a selector matches, all or those a selector matches. Subjects
 * and peers of both kinds of policy come down to it.
 */
record PodQuery(Optional<String> namespace, LabelSelector namespaces, LabelSelector pods) {

    static PodQuery subject(NetworkPolicy policy) {
        return within(policy.namespace(), policy.spec().podSelector());
    }

    static PodQuery peer(String namespaceOfPolicy, Peer.PodPeer peer) {
        LabelSelector pods = peer.podSelector().orElse(LabelSelector.everything());
        return peer.namespaceSelector()
                .map(namespaces -> across(namespaces, pods))
                .orElseGet(() -> within(namespaceOfPolicy, pods));
    }

    static PodQuery subject(Subject subject) {
        if (subject instanceof Subject.Namespaces namespaces) {
            return across(namespaces.selector(), LabelSelector.everything());
        }
        Subject.Pods pods = (Subject.Pods) subject;
        return across(pods.namespaceSelector(), pods.podSelector());
    }

    /** The question of a peer of pods; other kinds of peers ask for none. */
    static Optional<PodQuery> peer(ClusterPeer peer) {
        if (peer instanceof ClusterPeer.Namespaces namespaces) {
            return Optional.of(across(namespaces.selector(), LabelSelector.everything()));
        }
        if (peer instanceof ClusterPeer.Pods pods) {
            return Optional.of(across(pods.namespaceSelector(), pods.podSelector()));
        }
        return Optional.empty();
    }

    private static PodQuery within(String namespace, LabelSelector pods) {
        return new PodQuery(Optional.of(namespace), LabelSelector.everything(), pods);
    }

    private static PodQuery across(LabelSelector namespaces, LabelSelector pods) {
        return new PodQuery(Optional.empty(), namespaces, pods);
    }

    boolean matches(String podNamespace, Map<String, String> namespaceLabels, Map<String, String> podLabels) {
        return namespace.map(podNamespace::equals).orElse(true)
                && namespaces.matches(namespaceLabels)
                && pods.matches(podLabels);
    }

    /** The keys of pod labels that the selectors of a policy look at. */
    static Set<String> keys(NetworkPolicy policy) {
        Set<String> keys = new HashSet<>();
        addKeys(policy, keys);
        return keys;
    }

    static void addKeys(NetworkPolicy policy, Set<String> keys) {
        add(policy.spec().podSelector(), keys);
        for (Direction direction : Direction.values()) {
            for (Rule rule : policy.spec().rules(direction)) {
                for (Peer peer : rule.peers()) {
                    if (peer instanceof Peer.PodPeer pods && pods.podSelector().isPresent()) {
                        add(pods.podSelector().get(), keys);
                    }
                }
            }
        }
    }

    private static void add(LabelSelector selector, Set<String> keys) {
        keys.addAll(selector.matchLabels().keySet());
        for (Requirement requirement : selector.matchExpressions()) {
            keys.add(requirement.key());
        }
    }

    /** The keys of pod labels that the selectors of a policy look at. */
    static Set<String> keys(ClusterNetworkPolicy policy) {
        Set<String> keys = new TreeSet<>(subject(policy.spec().subject()).pods().keys());
        for (Direction direction : Direction.values()) {
            policy.spec().rules(direction).stream()
                    .flatMap(rule -> rule.peers().stream())
                    .flatMap(peer -> peer(peer).stream())
                    .forEach(query -> keys.addAll(query.pods().keys()));
        }
        return keys;
    }
}
