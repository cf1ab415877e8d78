package dev.weir.policy.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A snapshot of a cluster: everything that policies can select, at one moment. Lists are sorted by name. A namespace or
 * a node that only a pod mentions is added without labels of its own, so every pod has both.
 */
public record Cluster(List<Namespace> namespaces, List<Pod> pods, List<Node> nodes) {

    /**
     * @throws IllegalArgumentException if two objects of a kind have the same name
     */
    public Cluster {
        SortedMap<String, Namespace> byNamespace = unique(namespaces, Namespace::name);
        SortedMap<String, Pod> byPod = unique(pods, pod -> pod.namespace() + "/" + pod.name());
        SortedMap<String, Node> byNode = unique(nodes, Node::name);
        for (Pod pod : byPod.values()) {
            byNamespace.computeIfAbsent(pod.namespace(), name -> new Namespace(name, Map.of()));
            pod.node().ifPresent(node -> byNode.computeIfAbsent(node, name -> new Node(name, Map.of(), List.of())));
        }
        namespaces = List.copyOf(byNamespace.values());
        pods = List.copyOf(byPod.values());
        nodes = List.copyOf(byNode.values());
    }

    /** A cluster with nothing in it. */
    public static Cluster empty() {
        return new Cluster(List.of(), List.of(), List.of());
    }

    /** This cluster with one more pod. */
    public Cluster with(Pod pod) {
        List<Pod> more = new ArrayList<>(pods);
        more.add(pod);
        return new Cluster(namespaces, more, nodes);
    }

    private static <T> SortedMap<String, T> unique(Collection<T> objects, Function<T, String> name) {
        SortedMap<String, T> byName = new TreeMap<>();
        for (T object : objects) {
            if (byName.put(name.apply(object), object) != null) {
                throw new IllegalArgumentException("The snapshot holds \"" + name.apply(object) + "\" twice");
            }
        }
        return byName;
    }
}
