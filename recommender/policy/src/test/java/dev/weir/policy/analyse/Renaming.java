package dev.weir.policy.analyse;

import dev.weir.policy.eval.RandomWorld;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterNetworkPolicy.Subject;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.NetworkPolicy.Spec;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Requirement;
import dev.weir.policy.model.Rule;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives label keys and values other names, the same ones everywhere; no two become one. */
public record Renaming(Map<String, String> keys, Map<String, String> values) {

    /** Mixes up keys and values among themselves and with words that were not there before. */
    static Renaming among(RandomWorld random, List<String> keys, List<String> values) {
        return new Renaming(mapping(keys, random), mapping(values, random));
    }

    private static Map<String, String> mapping(List<String> words, RandomWorld random) {
        List<String> others = new ArrayList<>(words);
        words.forEach(word -> others.add("weir.dev/" + word));
        List<String> names = random.shuffled(others);
        Map<String, String> mapping = new HashMap<>();
        words.forEach(word -> mapping.put(word, names.get(mapping.size())));
        return mapping;
    }

    Snapshot snapshot(Snapshot snapshot) {
        return new Snapshot(
                snapshot.namespaces().stream()
                        .map(it -> new Namespace(it.name(), labels(it.labels())))
                        .toList(),
                snapshot.pods().stream()
                        .map(it -> new OwnedPod(pod(it.pod()), it.workload(), it.declaredPorts()))
                        .toList(),
                snapshot.nodes().stream()
                        .map(it -> new Node(it.name(), labels(it.labels()), it.addresses()))
                        .toList());
    }

    public PolicySet policies(PolicySet policies) {
        return new PolicySet(
                policies.policies().stream().map(this::policy).toList(),
                policies.clusterPolicies().stream().map(this::policy).toList());
    }

    private Pod pod(Pod pod) {
        return new Pod(
                pod.namespace(),
                pod.name(),
                labels(pod.labels()),
                pod.addresses(),
                pod.namedPorts(),
                pod.hostNetwork(),
                pod.node(),
                pod.completed());
    }

    private NetworkPolicy policy(NetworkPolicy policy) {
        Spec spec = policy.spec();
        return new NetworkPolicy(
                policy.namespace(),
                policy.name(),
                new Spec(
                        selector(spec.podSelector()), spec.policyTypes(), rules(spec.ingress()), rules(spec.egress())));
    }

    private List<Rule> rules(List<Rule> rules) {
        return rules.stream()
                .map(rule -> new Rule(rule.peers().stream().map(this::peer).toList(), rule.ports()))
                .toList();
    }

    private Peer peer(Peer peer) {
        return peer instanceof Peer.PodPeer pods
                ? new Peer.PodPeer(
                        pods.podSelector().map(this::selector),
                        pods.namespaceSelector().map(this::selector))
                : peer;
    }

    private ClusterNetworkPolicy policy(ClusterNetworkPolicy policy) {
        ClusterNetworkPolicy.Spec spec = policy.spec();
        return new ClusterNetworkPolicy(
                policy.name(),
                new ClusterNetworkPolicy.Spec(
                        spec.tier(),
                        spec.priority(),
                        subject(spec.subject()),
                        clusterRules(spec.ingress()),
                        clusterRules(spec.egress())));
    }

    private Subject subject(Subject subject) {
        if (subject instanceof Subject.Namespaces namespaces) {
            return new Subject.Namespaces(selector(namespaces.selector()));
        }
        Subject.Pods pods = (Subject.Pods) subject;
        return new Subject.Pods(selector(pods.namespaceSelector()), selector(pods.podSelector()));
    }

    private List<ClusterRule> clusterRules(List<ClusterRule> rules) {
        return rules.stream()
                .map(rule -> new ClusterRule(
                        rule.name(),
                        rule.action(),
                        rule.peers().stream().map(this::peer).toList(),
                        rule.ports()))
                .toList();
    }

    private ClusterPeer peer(ClusterPeer peer) {
        if (peer instanceof ClusterPeer.Namespaces namespaces) {
            return new ClusterPeer.Namespaces(selector(namespaces.selector()));
        }
        if (peer instanceof ClusterPeer.Pods pods) {
            return new ClusterPeer.Pods(selector(pods.namespaceSelector()), selector(pods.podSelector()));
        }
        return peer instanceof ClusterPeer.Nodes nodes ? new ClusterPeer.Nodes(selector(nodes.selector())) : peer;
    }

    private LabelSelector selector(LabelSelector selector) {
        return new LabelSelector(
                labels(selector.matchLabels()),
                selector.matchExpressions().stream().map(this::requirement).toList());
    }

    private Requirement requirement(Requirement requirement) {
        return new Requirement(
                key(requirement.key()),
                requirement.operator(),
                requirement.values().stream().map(this::value).toList());
    }

    private Map<String, String> labels(Map<String, String> labels) {
        Map<String, String> renamed = new HashMap<>();
        labels.forEach((key, value) -> renamed.put(key(key), value(value)));
        return renamed;
    }

    private String key(String key) {
        return keys.getOrDefault(key, key);
    }

    private String value(String value) {
        return values.getOrDefault(value, value);
    }
}
