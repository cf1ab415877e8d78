package dev.weir.policy.dialect;

import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Pod;
import java.util.HashMap;
import java.util.Map;

/**
 * How many pods of a cluster carry which labels, by namespace: those that policies can select, so neither pods on their
 * node's network nor those that ended. Replicas count together, so that a cluster is asked about thousands of policies
 * without going through its pods for each.
 */
public final class Population {

    private final Map<Namespace, Map<Map<String, String>, Long>> byNamespace = new HashMap<>();
    private final Map<String, Namespace> namespaces = new HashMap<>();

    private Population() {}

    /** Counts the pods of a cluster. */
    public static Population of(Cluster cluster) {
        Population population = new Population();
        cluster.namespaces().forEach(it -> population.namespaces.put(it.name(), it));
        cluster.pods().stream()
                .filter(pod -> !pod.hostNetwork() && !pod.completed())
                .forEach(population::add);
        return population;
    }

    private void add(Pod pod) {
        Namespace namespace = namespaces.computeIfAbsent(pod.namespace(), name -> new Namespace(name, Map.of()));
        byNamespace.computeIfAbsent(namespace, it -> new HashMap<>()).merge(pod.labels(), 1L, Long::sum);
    }

    long in(String namespace, LabelSelector pods) {
        Namespace known = namespaces.get(namespace);
        return known == null ? 0 : matching(byNamespace.getOrDefault(known, Map.of()), pods);
    }

    long inAll(LabelSelector wanted, LabelSelector pods) {
        return byNamespace.entrySet().stream()
                .filter(entry -> wanted.matches(entry.getKey().labels()))
                .mapToLong(entry -> matching(entry.getValue(), pods))
                .sum();
    }

    private static long matching(Map<Map<String, String>, Long> byLabels, LabelSelector pods) {
        return byLabels.entrySet().stream()
                .filter(entry -> pods.matches(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
