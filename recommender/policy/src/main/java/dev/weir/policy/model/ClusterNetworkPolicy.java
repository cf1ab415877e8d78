package dev.weir.policy.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A {@code policy.networking.k8s.io/v1alpha2} ClusterNetworkPolicy. */
public record ClusterNetworkPolicy(
        String name, Map<String, String> labels, Map<String, String> annotations, Spec spec) {

    public static final int LOWEST_PRIORITY = 0;
    public static final int HIGHEST_PRIORITY = 1000;

    public ClusterNetworkPolicy {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public ClusterNetworkPolicy(String name, Spec spec) {
        this(name, Map.of(), Map.of(), spec);
    }

    /** Admin policies are judged before every NetworkPolicy, Baseline policies after; the text is the API's. */
    public enum Tier {
        ADMIN("Admin"),
        BASELINE("Baseline");

        private final String text;

        Tier(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** The pods a policy acts on; host-network pods never are. */
    public sealed interface Subject {

        /** All pods of the matching namespaces. */
        record Namespaces(LabelSelector selector) implements Subject {}

        /** The matching pods of the matching namespaces; a missing namespace selector is the empty one. */
        record Pods(LabelSelector namespaceSelector, LabelSelector podSelector) implements Subject {}
    }

    /**
     * @param priority 0 to 1000; within a tier the lower number is judged first
     */
    public record Spec(Tier tier, int priority, Subject subject, List<ClusterRule> ingress, List<ClusterRule> egress) {

        public Spec {
            ingress = List.copyOf(ingress);
            egress = List.copyOf(egress);
            if (priority < LOWEST_PRIORITY || priority > HIGHEST_PRIORITY) {
                throw new IllegalArgumentException(
                        "A priority is " + LOWEST_PRIORITY + " to " + HIGHEST_PRIORITY + ", not " + priority);
            }
        }

        public List<ClusterRule> rules(Direction direction) {
            return direction == Direction.INGRESS ? ingress : egress;
        }
    }
}
