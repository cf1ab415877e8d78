package dev.weir.policy.analyse;

import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.NetworkPolicy.Spec;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Requirement;
import dev.weir.policy.model.Rule;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives label keys and values other names, the same ones everywhere; no two become one. */
record Renaming(Map<String, String> keys, Map<String, String> values) {

    Snapshot snapshot(Snapshot snapshot) {
        return new Snapshot(
                snapshot.namespaces().stream()
                        .map(it -> new Namespace(it.name(), labels(it.labels())))
                        .toList(),
                snapshot.pods().stream()
                        .map(it -> new OwnedPod(pod(it.pod()), it.workload(), it.declaredPorts()))
                        .toList(),
                snapshot.nodes());
    }

    PolicySet policies(PolicySet policies) {
        return new PolicySet(policies.policies().stream().map(this::policy).toList(), policies.clusterPolicies());
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
