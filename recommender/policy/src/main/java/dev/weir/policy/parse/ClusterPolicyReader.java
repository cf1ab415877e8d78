package dev.weir.policy.parse;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterNetworkPolicy.Subject;
import dev.weir.policy.model.ClusterNetworkPolicy.Tier;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.LabelSelector;
import java.util.List;
import java.util.Optional;

/**
 * Reads a {@code policy.networking.k8s.io/v1alpha2} ClusterNetworkPolicy, with the limits and the CEL rules of its
 * custom resource definition (v0.2.0, experimental channel).
 */
final class ClusterPolicyReader {

    private static final int MOST_RULES = 25;

    private final Report report;

    ClusterPolicyReader(Report report) {
        this.report = report;
    }

    /** The policy, or nothing if there was anything to reject about it. */
    Optional<ClusterNetworkPolicy> read(KubernetesObject object) {
        int before = report.problemCount();
        object.fields().rejectAllBut("apiVersion", "kind", "metadata", "spec", "status");
        Metadata metadata = Metadata.clusterWide(object, report);
        Optional<ClusterNetworkPolicy.Spec> spec =
                object.fields().require("spec", "").flatMap(ClusterPolicyReader::spec);
        return report.problemCount() > before
                ? Optional.empty()
                : spec.map(
                        it -> new ClusterNetworkPolicy(metadata.name(), metadata.labels(), metadata.annotations(), it));
    }

    private static Optional<ClusterNetworkPolicy.Spec> spec(Field field) {
        Fields fields = field.fields("tier", "priority", "subject", "ingress", "egress");
        Optional<Tier> tier =
                fields.require("tier", "Admin or Baseline").flatMap(at -> at.oneOf(Tier.values(), Tier::text, "tier"));
        Optional<Integer> priority = fields.require("priority", "0 to 1000; lower is judged first")
                .flatMap(at -> at.number(ClusterNetworkPolicy.LOWEST_PRIORITY, ClusterNetworkPolicy.HIGHEST_PRIORITY));
        Optional<Subject> subject =
                fields.require("subject", "namespaces or pods").flatMap(ClusterPolicyReader::subject);
        List<ClusterRule> ingress = rules(fields, "ingress", ClusterPeerReader.ingress());
        List<ClusterRule> egress = rules(fields, "egress", ClusterPeerReader.egress());
        if (tier.isEmpty() || priority.isEmpty() || subject.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClusterNetworkPolicy.Spec(tier.get(), priority.get(), subject.get(), ingress, egress));
    }

    private static Optional<Subject> subject(Field field) {
        Fields fields = field.fields("namespaces", "pods");
        if (fields.all().size() != 1) {
            field.reject("must have exactly one field", "namespaces or pods");
            return Optional.empty();
        }
        return fields.get("namespaces")
                .<Subject>map(at -> new Subject.Namespaces(SelectorReader.read(at)))
                .or(() -> fields.get("pods")
                        .flatMap(at -> pods(at).map(it -> new Subject.Pods(it.namespaceSelector(), it.podSelector()))));
    }

    record PodsInNamespaces(LabelSelector namespaceSelector, LabelSelector podSelector) {}

    /** A {@code NamespacedPod}: the pod selector is required, the namespace selector defaults to all. */
    static Optional<PodsInNamespaces> pods(Field field) {
        Fields fields = field.fields("namespaceSelector", "podSelector");
        LabelSelector namespaces =
                fields.get("namespaceSelector").map(SelectorReader::read).orElse(LabelSelector.everything());
        return fields.require("podSelector", "write podSelector: {} for every pod")
                .map(SelectorReader::read)
                .map(pods -> new PodsInNamespaces(namespaces, pods));
    }

    private static List<ClusterRule> rules(Fields spec, String section, ClusterPeerReader peers) {
        List<Field> items = spec.items(section);
        if (items.size() > MOST_RULES) {
            items.get(MOST_RULES).reject("there are at most " + MOST_RULES + " rules", "use a second policy");
        }
        return items.stream()
                .flatMap(item -> new ClusterRuleReader(item, peers).read().stream())
                .toList();
    }
}
