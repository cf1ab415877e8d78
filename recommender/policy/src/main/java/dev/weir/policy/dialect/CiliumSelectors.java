package dev.weir.policy.dialect;

import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Requirement;
import dev.weir.policy.model.Requirement.Operator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Label selectors over Cilium's identities, in which the labels of a pod's namespace stand beside its own under a prefix
 * (Cilium documentation, "Network Policy", Kubernetes constructs). A selector without a word on namespaces means the
 * policy's own.
 */
final class CiliumSelectors {

    static final String NAMESPACE = "k8s:io.kubernetes.pod.namespace";
    static final String NAMESPACE_LABELS = "k8s:io.cilium.k8s.namespace.labels.";

    /** Keys that are no part of identities unless an operator says so (documentation, "Limiting Identity-Relevant Labels"). */
    private static final Pattern IGNORED = Pattern.compile("(io\\.kubernetes|kubernetes\\.io|.*beta\\.kubernetes\\.io"
            + "|k8s\\.io|pod-template-generation|pod-template-hash|controller-revision-hash|annotation|etcd_node"
            + "|statefulset\\.kubernetes\\.io/pod-name|apps\\.kubernetes\\.io/pod-index"
            + "|batch\\.kubernetes\\.io/(job-completion-index|controller-uid)|controller-uid).*");

    private CiliumSelectors() {}

    static LabelSelector peer(Peer.PodPeer peer) {
        LabelSelector pods = peer.podSelector().orElse(LabelSelector.everything());
        if (peer.namespaceSelector().isEmpty()) {
            return pods;
        }
        LabelSelector namespaces = peer.namespaceSelector().get();
        Map<String, String> labels = new TreeMap<>(pods.matchLabels());
        namespaces.matchLabels().forEach((key, value) -> labels.put(namespaceKey(key), value));
        List<Requirement> expressions = new ArrayList<>();
        if (!Positive.is(namespaces)) {
            // NotIn and DoesNotExist would match what has no namespace at all, such as the world.
            expressions.add(new Requirement(NAMESPACE, Operator.EXISTS, List.of()));
        }
        namespaces
                .matchExpressions()
                .forEach(it -> expressions.add(new Requirement(namespaceKey(it.key()), it.operator(), it.values())));
        expressions.addAll(pods.matchExpressions());
        return new LabelSelector(labels, expressions);
    }

    /** @param subject whether the selector says whom the policy is for */
    static void check(LabelSelector pods, boolean subject, Collection<Difference> differences) {
        for (String key : pods.keys()) {
            if (!IGNORED.matcher(key).matches()) {
                continue;
            }
            boolean asked = pods.matchLabels().containsKey(key)
                    || pods.matchExpressions().stream()
                            .anyMatch(it -> it.key().equals(key) && Positive.is(it.operator()));
            String sentence = "By default Cilium keeps label \"" + key
                    + "\" out of identities, so that no pod seems to have it; it has to be added to Cilium's labels.";
            differences.add(asked == subject ? Difference.opens(sentence) : Difference.closes(sentence));
        }
    }

    private static String namespaceKey(String key) {
        return key.equals(Namespace.NAME_LABEL) ? NAMESPACE : NAMESPACE_LABELS + key;
    }
}
