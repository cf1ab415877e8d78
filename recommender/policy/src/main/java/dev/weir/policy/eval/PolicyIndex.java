package dev.weir.policy.eval;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterNetworkPolicy.Tier;
import dev.weir.policy.model.ClusterRule.Action;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The policies in force, compiled over the classes of pods, and what they allow each class. */
final class PolicyIndex {

    private static final int MOST_EMPTY_CLASSES = 100;

    private final Endpoints endpoints;
    private final Map<String, Map<String, NetworkPolicy>> written = new TreeMap<>();
    private final Map<String, Map<String, CompiledPolicy>> compiled = new HashMap<>();
    private final ClusterPolicyIndex clusterPolicies = new ClusterPolicyIndex();
    private final List<Allowance> ingress = new ArrayList<>();
    private final List<Allowance> egress = new ArrayList<>();
    private PodClasses classes;

    PolicyIndex(Endpoints endpoints, InForce inForce) {
        this.endpoints = endpoints;
        inForce.policies().forEach(this::write);
        inForce.clusterPolicies().forEach(clusterPolicies::write);
        classes = new PodClasses(mentionedKeys());
        compileAll();
    }

    private void write(NetworkPolicy policy) {
        written.computeIfAbsent(policy.namespace(), unused -> new TreeMap<>()).put(policy.name(), policy);
    }

    /** Returns whether the classes were sorted anew. */
    boolean put(NetworkPolicy policy) {
        BitSet affected = take(policy.namespace(), policy.name());
        write(policy);
        if (!classes.tellApart(PodQuery.keys(policy))) {
            sortAnew();
            return true;
        }
        CompiledPolicy fresh = compile(policy);
        affected.or(fresh.subject().classes());
        allowAnew(affected);
        return false;
    }

    void remove(String namespace, String name) {
        allowAnew(take(namespace, name));
    }

    /** Returns whether the classes were sorted anew. */
    boolean put(ClusterNetworkPolicy policy) {
        clusterPolicies.write(policy);
        if (!classes.tellApart(PodQuery.keys(policy))) {
            sortAnew();
            return true;
        }
        clusterPolicies.compile(policy, classes);
        return false;
    }

    void removeClusterPolicy(String name) {
        clusterPolicies.remove(name);
    }

    /** Makes room for a pod that is new or changed, and now and then forgets the classes whose pods are all gone. */
    void meet(Pod pod) {
        if (pod.hostNetwork()) {
            return;
        }
        int before = classes.size();
        if (!classes.knowsNamespace(pod.namespace())) {
            classes.put(new Namespace(pod.namespace(), Map.of()));
        }
        int podClass = classes.of(pod);
        if (podClass == before) {
            BitSet one = new BitSet();
            one.set(podClass);
            refresh(one);
        }
        // Of so many more classes than pods, most are empty: sorting anew then costs little for each pod that came.
        if (classes.size() > MOST_EMPTY_CLASSES + 2 * endpoints.pods().size()) {
            sortAnew();
        }
    }

    void relabel(Namespace namespace) {
        classes.put(namespace);
        refresh(classes.of(namespace.name()));
    }

    int classCount() {
        return classes.size();
    }

    /** The class of an end, or {@link Side#NO_POD}. */
    int classOf(Endpoint endpoint) {
        return endpoint.pod().map(pod -> classes.of(pod.pod())).orElse(Side.NO_POD);
    }

    int classOf(Pod pod) {
        return classes.of(pod);
    }

    boolean hasClusterPolicies() {
        return !clusterPolicies.isEmpty();
    }

    /** Whether some NetworkPolicy has a rule that names addresses. */
    boolean mentionsAddresses() {
        for (Map<String, CompiledPolicy> policies : compiled.values()) {
            for (CompiledPolicy policy : policies.values()) {
                if (policy.mentionsAddresses()) {
                    return true;
                }
            }
        }
        return false;
    }

    Allowance allowance(Direction direction, int podClass) {
        return (direction == Direction.INGRESS ? ingress : egress).get(podClass);
    }

    /** Ports at which a rule of a cluster-wide policy may begin or end to match. */
    int[] clusterCuts(Protocol protocol) {
        return clusterPolicies.cuts(protocol);
    }

    Optional<Action> clusterAction(
            Tier tier, Direction direction, Side own, Side peer, Side destination, int port, Protocol protocol) {
        return clusterPolicies.judge(tier, direction, own, peer, destination, port, protocol);
    }

    /** Removes a policy; returns the classes that it selected. */
    private BitSet take(String namespace, String name) {
        written.getOrDefault(namespace, new TreeMap<>()).remove(name);
        CompiledPolicy before =
                compiled.getOrDefault(namespace, new TreeMap<>()).remove(name);
        return before == null
                ? new BitSet()
                : (BitSet) before.subject().classes().clone();
    }

    private CompiledPolicy compile(NetworkPolicy policy) {
        CompiledPolicy fresh = new CompiledPolicy(policy, classes);
        compiled.computeIfAbsent(policy.namespace(), unused -> new TreeMap<>()).put(policy.name(), fresh);
        return fresh;
    }

    private Set<String> mentionedKeys() {
        Set<String> keys = new HashSet<>(clusterPolicies.mentionedKeys());
        written.values().forEach(policies -> policies.values().forEach(policy -> PodQuery.addKeys(policy, keys)));
        return keys;
    }

    private void sortAnew() {
        classes = new PodClasses(mentionedKeys());
        compileAll();
    }

    private void compileAll() {
        endpoints.namespaces().forEach(classes::put);
        endpoints.pods().stream().filter(pod -> !pod.hostNetwork()).forEach(classes::of);
        compiled.clear();
        written.values().forEach(policies -> policies.values().forEach(this::compile));
        clusterPolicies.compileAll(classes);
        ingress.clear();
        egress.clear();
        BitSet all = new BitSet();
        all.set(0, classes.size());
        allowAnew(all);
    }

    /** Tries some classes on every selector, and gives new allowances to whom that concerns. */
    private void refresh(BitSet podClasses) {
        BitSet affected = (BitSet) podClasses.clone();
        compiled.values().forEach(policies -> policies.values().forEach(policy -> {
            if (policy.refresh(podClasses, classes)) {
                affected.or(policy.subject().classes());
            }
        }));
        clusterPolicies.refresh(podClasses, classes);
        allowAnew(affected);
    }

    private void allowAnew(BitSet podClasses) {
        allowAnew(podClasses, Direction.INGRESS, ingress);
        allowAnew(podClasses, Direction.EGRESS, egress);
    }

    /** Classes that the same policies isolate share what those allow. */
    private void allowAnew(BitSet podClasses, Direction direction, List<Allowance> allowances) {
        Map<Integer, List<CompiledPolicy>> isolating = isolating(podClasses, direction);
        Map<List<CompiledPolicy>, Allowance> shared = new HashMap<>();
        podClasses.stream().forEach(podClass -> {
            List<CompiledPolicy> policies = isolating.getOrDefault(podClass, List.of());
            set(allowances, podClass, shared.computeIfAbsent(policies, it -> Allowance.of(direction, it)));
        });
    }

    /** Goes from policies to the few classes each selects: from each class to all policies is a product of the two. */
    private Map<Integer, List<CompiledPolicy>> isolating(BitSet podClasses, Direction direction) {
        Map<Integer, List<CompiledPolicy>> isolating = new HashMap<>();
        Set<String> namespaces = new HashSet<>();
        podClasses.stream().forEach(podClass -> namespaces.add(classes.namespace(podClass)));
        for (String namespace : namespaces) {
            for (CompiledPolicy policy :
                    compiled.getOrDefault(namespace, Map.of()).values()) {
                if (policy.policy().spec().isolates(direction)) {
                    BitSet selected = (BitSet) policy.subject().classes().clone();
                    selected.and(podClasses);
                    selected.stream().forEach(podClass -> isolating
                            .computeIfAbsent(podClass, unused -> new ArrayList<>(1))
                            .add(policy));
                }
            }
        }
        return isolating;
    }

    private static void set(List<Allowance> allowances, int podClass, Allowance allowance) {
        while (allowances.size() <= podClass) {
            allowances.add(Allowance.notIsolated());
        }
        allowances.set(podClass, allowance);
    }
}
