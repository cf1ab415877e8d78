package dev.weir.policy.eval;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterNetworkPolicy.Tier;
import dev.weir.policy.model.ClusterPort;
import dev.weir.policy.model.ClusterRule.Action;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.Protocol;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ClusterNetworkPolicies in force, in the order in which they are judged. */
final class ClusterPolicyIndex {

    private static final int[] NO_CUTS = {};

    private final Map<String, ClusterNetworkPolicy> written = new TreeMap<>();
    private final List<CompiledClusterPolicy> byPriority = new ArrayList<>();

    boolean isEmpty() {
        return written.isEmpty();
    }

    void write(ClusterNetworkPolicy policy) {
        remove(policy.name());
        written.put(policy.name(), policy);
    }

    void remove(String name) {
        written.remove(name);
        byPriority.removeIf(policy -> policy.policy().name().equals(name));
    }

    void compile(ClusterNetworkPolicy policy, PodClasses classes) {
        byPriority.add(new CompiledClusterPolicy(policy, classes));
        byPriority.sort(Comparator.comparingInt(it -> it.policy().spec().priority()));
    }

    void compileAll(PodClasses classes) {
        byPriority.clear();
        Collection<ClusterNetworkPolicy> all = written.values();
        all.forEach(policy -> compile(policy, classes));
    }

    /** Ports at which a rule by number may begin or end to match. */
    int[] cuts(Protocol protocol) {
        if (written.isEmpty()) {
            return NO_CUTS;
        }
        return written.values().stream()
                .flatMap(policy -> Stream.concat(policy.spec().ingress().stream(), policy.spec().egress().stream()))
                .flatMap(rule -> rule.ports().stream())
                .flatMapToInt(port -> port instanceof ClusterPort.Of of && of.protocol() == protocol
                        ? PortCuts.ends(of.ports())
                        : IntStream.empty())
                .sorted()
                .distinct()
                .toArray();
    }

    Set<String> mentionedKeys() {
        Set<String> keys = new TreeSet<>();
        written.values().forEach(policy -> keys.addAll(PodQuery.keys(policy)));
        return keys;
    }

    void refresh(BitSet podClasses, PodClasses classes) {
        byPriority.forEach(policy -> policy.refresh(podClasses, classes));
    }

    /** The strictest action of the first priority at which a policy of the tier matches, or nothing. */
    Optional<Action> judge(
            Tier tier, Direction direction, Side own, Side peer, Side destination, int port, Protocol protocol) {
        Optional<Action> strictest = Optional.empty();
        int priority = 0;
        for (CompiledClusterPolicy policy : byPriority) {
            if (strictest.isPresent() && policy.policy().spec().priority() != priority) {
                return strictest;
            }
            if (policy.policy().spec().tier() == tier) {
                Optional<Action> action = policy.judge(own, peer, destination, direction, protocol, port);
                if (action.isPresent()) {
                    priority = policy.policy().spec().priority();
                    strictest = Optional.of(strictest
                            .map(other -> ClusterPolicyTier.stricter(other, action.get()))
                            .orElse(action.get()));
                }
            }
        }
        return strictest;
    }
}
