package dev.weir.traffic.identity;

import dev.weir.schemas.UnstableLabels;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The workload that labels alone tell. Pods with the same naming labels are one workload; labels that come and go with
 * a roll-out or a sidecar do not divide it.
 *
 * @param name the values of the naming labels joined by a dash
 * @param labels the naming labels
 */
public record LabelIdentity(String name, SortedMap<String, String> labels) {
    /** The kind under which such a workload is filed. */
    public static final String KIND = "Labels";

    /** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
    private static final List<String> RECOMMENDED =
            List.of("app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component");

    private static final List<String> CUSTOMARY = List.of("app", "k8s-app", "name", "component", "tier", "role");
    private static final List<String> TELLING_VARIANTS_APART = List.of("version");

    public LabelIdentity {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** The identity that these labels tell, or empty where none of them names anything. */
    public static Optional<LabelIdentity> of(Map<String, String> labels) {
        SortedMap<String, String> naming = new TreeMap<>();
        Set<String> words = new LinkedHashSet<>();
        take(RECOMMENDED, labels, naming, words);
        if (naming.isEmpty()) {
            take(CUSTOMARY, labels, naming, words);
        }
        if (naming.isEmpty()) {
            take(stableKeys(labels), labels, naming, words);
        }
        if (naming.isEmpty()) {
            return Optional.empty();
        }
        take(TELLING_VARIANTS_APART, labels, naming, words);
        return Optional.of(new LabelIdentity(String.join("-", words), naming));
    }

    private static List<String> stableKeys(Map<String, String> labels) {
        return labels.keySet().stream()
                .filter(key -> !UnstableLabels.contains(key))
                .sorted()
                .toList();
    }

    private static void take(
            List<String> keys, Map<String, String> labels, Map<String, String> naming, Set<String> words) {
        for (String key : keys) {
            String value = labels.get(key);
            if (value != null && !value.isEmpty()) {
                naming.put(key, value);
                words.add(value);
            }
        }
    }
}
