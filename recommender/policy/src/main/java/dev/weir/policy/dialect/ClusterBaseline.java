package dev.weir.policy.dialect;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterNetworkPolicy.Subject;
import dev.weir.policy.model.ClusterNetworkPolicy.Tier;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.ClusterRule.Action;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Writes policies as ClusterNetworkPolicies of the Baseline tier: for each policy what it accepts, and for each
 * namespace, behind all of those, one default deny.
 *
 * <p>In this API the first rule that matches decides, and nothing is closed that no rule denies. So that policies add
 * up whatever their order, those of workloads only accept, and the deny of their namespace comes after all of them. No
 * two objects have one priority: the API leaves open which of two would come first.
 */
public final class ClusterBaseline {

    private static final String OPEN_INGRESS =
            "Ingress rules of this kind know pods only: connections from nodes and from addresses outside stay allowed.";

    /** Names of what accepts have a dot, so none begins like this and ends in a namespace. */
    private static final String DEFAULT_DENY = "weir-default-deny-";

    private final SortedMap<String, List<RecommendedPolicy>> byNamespace = new TreeMap<>();
    private final List<Rendering> renderings = new ArrayList<>();
    /** Differences of policies that come to no object, by namespace; its default says them. */
    private final Map<String, List<Difference>> unsaid = new HashMap<>();

    private final Iterator<Integer> priorities;

    private ClusterBaseline(Collection<RecommendedPolicy> policies, Set<Integer> takenPriorities) {
        policies.forEach(it -> byNamespace
                .computeIfAbsent(it.policy().namespace(), name -> new ArrayList<>())
                .add(it));
        priorities = IntStream.rangeClosed(ClusterNetworkPolicy.LOWEST_PRIORITY, ClusterNetworkPolicy.HIGHEST_PRIORITY)
                .filter(priority -> !takenPriorities.contains(priority))
                .iterator();
    }

    /**
     * The objects in the order of their priorities.
     *
     * @param policies of a whole cluster, of one namespace or of some workloads; each name of a namespace once
     * @param takenPriorities of Baseline policies that stand already
     * @throws IllegalArgumentException if there are more objects than priorities
     */
    public static List<Rendering> write(Collection<RecommendedPolicy> policies, Set<Integer> takenPriorities) {
        ClusterBaseline baseline = new ClusterBaseline(policies, takenPriorities);
        baseline.byNamespace.values().forEach(all -> all.forEach(baseline::accepts));
        baseline.byNamespace.forEach(baseline::deny);
        return List.copyOf(baseline.renderings);
    }

    /** Whether an object is the default deny of its namespace, which all others are to be applied before. */
    public static boolean isDefaultDeny(Rendering rendering) {
        return rendering.name().equals(DEFAULT_DENY + rendering.namespace());
    }

    private void accepts(RecommendedPolicy recommended) {
        ClusterAccepts accepts = new ClusterAccepts(recommended);
        String namespace = recommended.policy().namespace();
        Subject subject =
                new Subject.Pods(home(namespace), recommended.policy().spec().podSelector());
        List<List<ClusterRule>> ingress = Slices.of(accepts.rules(Direction.INGRESS), ClusterAccepts.MOST);
        List<List<ClusterRule>> egress = Slices.of(accepts.rules(Direction.EGRESS), ClusterAccepts.MOST);
        if (ingress.isEmpty() && egress.isEmpty()) {
            // Nothing of it can be accepted, so there is no object of its own that could say what it lacks.
            unsaid.computeIfAbsent(namespace, unused -> new ArrayList<>()).addAll(accepts.differences());
        }
        for (int i = 0; i < Math.max(ingress.size(), egress.size()); i++) {
            // Namespaces have no dots and policies of one namespace differ, so these names do too.
            String part = i == 0 ? "." : ".part-" + (i + 1) + ".";
            ClusterNetworkPolicy.Spec spec = new ClusterNetworkPolicy.Spec(
                    Tier.BASELINE,
                    priority(),
                    subject,
                    i < ingress.size() ? ingress.get(i) : List.of(),
                    i < egress.size() ? egress.get(i) : List.of());
            add(
                    namespace,
                    new ClusterNetworkPolicy(
                            namespace + part + recommended.policy().name(),
                            recommended.policy().labels(),
                            recommended.policy().annotations(),
                            spec),
                    recommended.comments().header(),
                    accepts.differences());
        }
    }

    private void deny(String namespace, List<RecommendedPolicy> policies) {
        Set<Direction> closed = EnumSet.noneOf(Direction.class);
        for (Direction direction : Direction.values()) {
            if (policies.stream().anyMatch(it -> it.policy().spec().isolates(direction))) {
                closed.add(direction);
            }
        }
        ClusterNetworkPolicy.Spec spec = new ClusterNetworkPolicy.Spec(
                Tier.BASELINE,
                priority(),
                new Subject.Namespaces(home(namespace)),
                denial(Direction.INGRESS, closed),
                denial(Direction.EGRESS, closed));
        List<Difference> differences = new ArrayList<>();
        differences.add(
                Difference.closes("Pods of " + namespace + " that no recommended policy selects are closed too."));
        if (closed.contains(Direction.INGRESS)) {
            differences.add(Difference.opens(OPEN_INGRESS));
        }
        differences.addAll(unsaid.getOrDefault(namespace, List.of()));
        Map<String, String> labels = policies.get(0).policy().labels();
        add(
                namespace,
                new ClusterNetworkPolicy(DEFAULT_DENY + namespace, labels, Map.of(), spec),
                List.of("Weir: the default of namespace " + namespace + ", judged after what its policies accept."),
                differences);
    }

    private static List<ClusterRule> denial(Direction direction, Set<Direction> closed) {
        return closed.contains(direction)
                ? List.of(new ClusterRule("default-deny", Action.DENY, ClusterAccepts.everybody(direction), List.of()))
                : List.of();
    }

    private void add(String namespace, ClusterNetworkPolicy policy, List<String> header, List<Difference> differences) {
        String text = ClusterPolicyYaml.write(policy, header, differences);
        renderings.add(new Rendering(namespace, policy.name(), text, differences));
    }

    private int priority() {
        if (!priorities.hasNext()) {
            throw new IllegalArgumentException("The policies need more than the "
                    + (ClusterNetworkPolicy.HIGHEST_PRIORITY + 1)
                    + " priorities of the Baseline tier; ask for fewer namespaces at once");
        }
        return priorities.next();
    }

    private static LabelSelector home(String namespace) {
        return LabelSelector.of(Namespace.NAME_LABEL, namespace);
    }
}
