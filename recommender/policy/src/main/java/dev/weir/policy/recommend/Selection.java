package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownNamespace;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.model.LabelSelector;
import dev.weir.schemas.UnstableLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The selector for a workload's pods.
 *
 * @param alsoMatches other workloads of the namespace with pods it matches too, in order of kind and name: labels do
 *     not tell them apart
 */
record Selection(LabelSelector selector, List<KnownWorkload> alsoMatches) {

    Selection {
        alsoMatches = List.copyOf(alsoMatches);
    }

    /**
     * The controller's own selector, which the API never lets anybody change; where there is none, or it is made anew
     * with each roll-out, the smallest set of stable labels. Where that matches pods of others, stable labels are
     * added as long as they help, and at last the absence of labels that only others have. Nothing, never an empty
     * selector, if no stable label is common to all its pods.
     */
    static Optional<Selection> of(KnownWorkload workload, KnownNamespace namespace) {
        List<Map<String, String>> own = workload.labelSets();
        if (workload.onHostNetwork() || own.isEmpty()) {
            return Optional.empty();
        }
        LabelSelector base = workload.selector().filter(it -> isUsable(it, own)).orElse(LabelSelector.everything());
        List<Others.Pods> others = Others.of(workload, namespace, base);
        if (!base.isEmpty() && others.isEmpty()) {
            return Optional.of(new Selection(base, List.of()));
        }
        SortedMap<String, String> common = commonStable(own);
        common.keySet().removeAll(base.matchLabels().keySet());
        Map<String, String> added = new LabelSearch(common, others, base.isEmpty()).smallest();
        LabelSelector present = extended(base, added);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        List<Map<String, String>> foreign = others.stream()
                .map(Others.Pods::labels)
                .filter(present::matches)
                .toList();
        LabelSelector selector = AbsentLabels.exclude(present, own, foreign);
        return Optional.of(new Selection(selector, Others.matched(selector, others)));
    }

    private static boolean isUsable(LabelSelector selector, List<Map<String, String>> own) {
        return selector.keys().stream().noneMatch(UnstableLabels::contains)
                && own.stream().allMatch(selector::matches);
    }

    private static LabelSelector extended(LabelSelector base, Map<String, String> added) {
        Map<String, String> labels = new TreeMap<>(base.matchLabels());
        labels.putAll(added);
        return new LabelSelector(labels, base.matchExpressions());
    }

    private static SortedMap<String, String> commonStable(List<Map<String, String>> own) {
        SortedMap<String, String> common = new TreeMap<>(own.get(0));
        common.keySet().removeIf(UnstableLabels::contains);
        own.forEach(labels -> common.entrySet().retainAll(labels.entrySet()));
        return common;
    }

    /** The pods of a namespace that a selector should not match. */
    static final class Others {

        /** One set of labels that pods of another workload carry. */
        record Pods(KnownWorkload workload, Map<String, String> labels) {}

        private Others() {}

        /** Those that the base already matches; the rest needs no more labels. */
        static List<Pods> of(KnownWorkload workload, KnownNamespace namespace, LabelSelector base) {
            List<Pods> others = new ArrayList<>();
            for (KnownWorkload other : namespace.matching(base)) {
                if (other.entity().equals(workload.entity()) || !isRival(other, workload)) {
                    continue;
                }
                other.labelSets().stream().filter(base::matches).forEach(labels -> others.add(new Pods(other, labels)));
            }
            return others;
        }

        /** A workload guessed from labels may be the very one that the API tells of. */
        private static boolean isRival(KnownWorkload other, KnownWorkload workload) {
            return other.current() && !other.onHostNetwork() && (workload.isInferred() || !other.isInferred());
        }

        static List<KnownWorkload> matched(LabelSelector selector, List<Pods> others) {
            return others.stream()
                    .filter(pods -> selector.matches(pods.labels()))
                    .map(Pods::workload)
                    .distinct()
                    .toList();
        }
    }
}
