package dev.weir.policy.analyse;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterNetworkPolicy.Subject;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.parse.PolicySet;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The label keys that selectors of some policies look at; other labels make no difference. */
final class MentionedKeys {

    private final Set<String> ofPods = new TreeSet<>();
    private final Set<String> ofNodes = new TreeSet<>();

    MentionedKeys(Collection<PolicySet> policySets) {
        for (PolicySet set : policySets) {
            set.policies().forEach(this::add);
            set.clusterPolicies().forEach(this::add);
        }
    }

    /** The labels of a pod that may make a difference. */
    Map<String, String> relevantToPods(Map<String, String> labels) {
        return keep(labels, ofPods);
    }

    /** The labels of a node that may make a difference. */
    Map<String, String> relevantToNodes(Map<String, String> labels) {
        return keep(labels, ofNodes);
    }

    private static Map<String, String> keep(Map<String, String> labels, Set<String> keys) {
        Map<String, String> kept = new TreeMap<>(labels);
        kept.keySet().retainAll(keys);
        return kept;
    }

    private void add(NetworkPolicy policy) {
        ofPods.addAll(policy.spec().podSelector().keys());
        for (Direction direction : Direction.values()) {
            policy.spec().rules(direction).forEach(rule -> rule.peers().forEach(this::add));
        }
    }

    private void add(Peer peer) {
        if (peer instanceof Peer.PodPeer pods) {
            pods.podSelector().ifPresent(selector -> ofPods.addAll(selector.keys()));
        }
    }

    private void add(ClusterNetworkPolicy policy) {
        if (policy.spec().subject() instanceof Subject.Pods pods) {
            ofPods.addAll(pods.podSelector().keys());
        }
        for (Direction direction : Direction.values()) {
            for (ClusterRule rule : policy.spec().rules(direction)) {
                rule.peers().forEach(this::add);
            }
        }
    }

    private void add(ClusterPeer peer) {
        if (peer instanceof ClusterPeer.Pods pods) {
            ofPods.addAll(pods.podSelector().keys());
        }
        if (peer instanceof ClusterPeer.Nodes nodes) {
            ofNodes.addAll(nodes.selector().keys());
        }
    }
}
