package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * Pods of one workload that a policy cannot tell apart, so that it is enough to ask about one of them: equal labels and
 * address families, and neither an address that the policy names nor a node that has such an address.
 */
record PodClass(KnownWorkload workload, List<Pod> pods) {

    PodClass {
        pods = List.copyOf(pods);
    }

    /** @param named addresses that the policy names */
    static List<PodClass> of(Collection<KnownWorkload> workloads, SortedSet<IpAddress> named, Set<String> namedNodes) {
        List<PodClass> classes = new ArrayList<>();
        for (KnownWorkload workload : workloads) {
            Map<List<Object>, List<Pod>> alike = new LinkedHashMap<>();
            for (Pod pod : workload.members()) {
                alike.computeIfAbsent(key(pod, named, namedNodes), key -> new ArrayList<>())
                        .add(pod);
            }
            alike.values().forEach(pods -> classes.add(new PodClass(workload, pods)));
        }
        return classes;
    }

    private static List<Object> key(Pod pod, SortedSet<IpAddress> named, Set<String> namedNodes) {
        String single = pod.addresses().stream().anyMatch(named::contains) ? pod.name() : "";
        String node = pod.node().filter(namedNodes::contains).orElse("");
        return List.of(pod.labels(), pod.families(), single, node);
    }

    Pod first() {
        return pods.get(0);
    }

    /** How many connections there are from a pod of this to another pod of the other class. */
    long pairsWith(PodClass other) {
        long size = pods.size();
        return this == other ? size * (size - 1) : size * other.pods.size();
    }
}
