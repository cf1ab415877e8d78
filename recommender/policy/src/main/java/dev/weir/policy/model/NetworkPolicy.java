package dev.weir.policy.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A {@code networking.k8s.io/v1} NetworkPolicy. It acts only on pods of its own namespace. */
public record NetworkPolicy(
        String namespace, String name, Map<String, String> labels, Map<String, String> annotations, Spec spec) {

    public NetworkPolicy {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public NetworkPolicy(String namespace, String name, Spec spec) {
        this(namespace, name, Map.of(), Map.of(), spec);
    }

    /**
     * @param podSelector the pods of the policy's namespace it acts on; a missing selector is the empty one: all
     * @param policyTypes as written; empty if the field is missing or empty, which {@link #isolates} interprets
     */
    public record Spec(LabelSelector podSelector, Set<Direction> policyTypes, List<Rule> ingress, List<Rule> egress) {

        public Spec {
            Set<Direction> types = EnumSet.noneOf(Direction.class);
            types.addAll(policyTypes);
            policyTypes = Collections.unmodifiableSet(types);
            ingress = List.copyOf(ingress);
            egress = List.copyOf(egress);
        }

        /**
         * Whether the policy isolates the pods it selects in this direction. Where {@code policyTypes} is left out,
         * ingress is isolated always, egress only if there are egress rules: a policy of egress rules alone isolates
         * ingress too. Where it is given, it alone counts, even if the section is missing.
         */
        public boolean isolates(Direction direction) {
            if (!policyTypes.isEmpty()) {
                return policyTypes.contains(direction);
            }
            return direction == Direction.INGRESS || !egress.isEmpty();
        }

        /** The rules of a direction as written. They count only if the policy {@link #isolates} it. */
        public List<Rule> rules(Direction direction) {
            return direction == Direction.INGRESS ? ingress : egress;
        }
    }
}
