package dev.weir.policy.recommend;

import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Requirement;
import dev.weir.schemas.UnstableLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells pods apart by labels that they do not have: where {@code app=web} is a workload and {@code app=web,canary=true}
 * another, no label of the first will do, but that the other carries one more.
 */
final class AbsentLabels {

    private static final Comparator<String> BY_RANK =
            Comparator.comparingInt(LabelRank::of).thenComparing(Comparator.naturalOrder());

    private AbsentLabels() {}

    /**
     * The selector with {@code DoesNotExist} for as few keys as make it exact, found greedily; as it is if none do.
     *
     * @param own sets of labels that it is to match
     * @param others sets of labels that it matches and should not
     */
    static LabelSelector exclude(
            LabelSelector selector, List<Map<String, String>> own, List<Map<String, String>> others) {
        List<Map<String, String>> left = new ArrayList<>(others);
        SortedSet<String> keys = new TreeSet<>(BY_RANK);
        others.forEach(labels -> keys.addAll(labels.keySet()));
        keys.removeIf(key -> UnstableLabels.contains(key) || own.stream().anyMatch(labels -> labels.containsKey(key)));
        List<Requirement> requirements = new ArrayList<>(selector.matchExpressions());
        while (!left.isEmpty()) {
            String best = null;
            long most = 0;
            for (String key : keys) {
                long excluded =
                        left.stream().filter(labels -> labels.containsKey(key)).count();
                if (excluded > most) {
                    best = key;
                    most = excluded;
                }
            }
            if (best == null) {
                return selector;
            }
            String chosen = best;
            left.removeIf(labels -> labels.containsKey(chosen));
            requirements.add(new Requirement(chosen, Requirement.Operator.DOES_NOT_EXIST, List.of()));
        }
        return new LabelSelector(selector.matchLabels(), requirements);
    }
}
