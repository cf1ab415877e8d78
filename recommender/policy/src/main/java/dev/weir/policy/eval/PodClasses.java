package dev.weir.policy.eval;

import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Pod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pods that no selector can tell apart, numbered from 0: same namespace, and same values of the labels that any
 * selector mentions. The replicas of a workload are one class however many there are. What else a policy may see of a
 * pod, its addresses, its named ports and its node, is looked at beside the class.
 */
final class PodClasses {

    private record PodClass(String namespace, Map<String, String> labels) {}

    private final Set<String> keys;
    private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();
    private final List<PodClass> classes = new ArrayList<>();
    private final Map<PodClass, Integer> numbers = new HashMap<>();
    private final Map<String, BitSet> byNamespace = new HashMap<>();
    private final LabelIndex byPodLabel = new LabelIndex();
    private final LabelIndex byNamespaceLabel = new LabelIndex();

    /**
     * @param keys the pod labels that tell classes apart: INVARIANT: every key that a query will mention
     */
    PodClasses(Set<String> keys) {
        this.keys = Set.copyOf(keys);
    }

    boolean tellApart(Set<String> mentioned) {
        return keys.containsAll(mentioned);
    }

    int size() {
        return classes.size();
    }

    String namespace(int number) {
        return classes.get(number).namespace();
    }

    /** Adds a namespace or changes its labels; {@link Selection#refresh} is due for its classes then. */
    void put(Namespace namespace) {
        Map<String, String> before = namespaceLabels.put(namespace.name(), namespace.labels());
        of(namespace.name()).stream().forEach(number -> {
            if (before != null) {
                byNamespaceLabel.remove(number, before);
            }
            byNamespaceLabel.add(number, namespace.labels());
        });
    }

    boolean knowsNamespace(String name) {
        return namespaceLabels.containsKey(name);
    }

    /** The classes of a namespace. */
    BitSet of(String namespace) {
        return byNamespace.getOrDefault(namespace, new BitSet());
    }

    /** The class of a pod; the next number if it is the first of its kind. Its namespace must be there. */
    int of(Pod pod) {
        PodClass kind = kind(pod);
        Integer known = numbers.get(kind);
        return known == null ? add(kind) : known;
    }

    private PodClass kind(Pod pod) {
        Map<String, String> labels = new HashMap<>();
        pod.labels().forEach((key, value) -> {
            if (keys.contains(key)) {
                labels.put(key, value);
            }
        });
        return new PodClass(pod.namespace(), labels);
    }

    private int add(PodClass kind) {
        int number = classes.size();
        classes.add(kind);
        numbers.put(kind, number);
        byNamespace.computeIfAbsent(kind.namespace(), unused -> new BitSet()).set(number);
        byPodLabel.add(number, kind.labels());
        byNamespaceLabel.add(number, namespaceLabels.getOrDefault(kind.namespace(), Map.of()));
        return number;
    }

    /** A new set, which the caller may change. */
    BitSet select(PodQuery query) {
        BitSet selected = byPodLabel.select(query.pods());
        query.namespace().ifPresent(namespace -> selected.and(of(namespace)));
        if (!query.namespaces().isEmpty()) {
            selected.and(byNamespaceLabel.select(query.namespaces()));
        }
        return selected;
    }

    boolean matches(PodQuery query, int number) {
        PodClass kind = classes.get(number);
        return query.matches(kind.namespace(), namespaceLabels.getOrDefault(kind.namespace(), Map.of()), kind.labels());
    }
}
