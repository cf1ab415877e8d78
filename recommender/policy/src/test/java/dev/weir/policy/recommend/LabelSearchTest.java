package dev.weir.policy.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.v1.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LabelSearchTest {

    private static final Entity OTHER = TestingFlows.workload("shop", "Deployment", "other");
    private static final KnownWorkload WORKLOAD = Landscape.of(
                    List.of(TestingFlows.controller(OTHER, Map.of("app", "other"), Map.of("app", "other"))))
            .workload(OTHER)
            .orElseThrow();

    @Test
    void ofSeveralLabelsThatWillDoTheOneThatPeopleReadFirstIsTaken() {
        assertThat(found(false, Map.of("alpha", "1", "app", "web", "tier", "x"), Map.of("unlike", "all")))
                .isEqualTo(Map.of("app", "web"));
    }

    @Test
    void twoAreTakenWhereOneWillNotDo() {
        assertThat(found(
                        false,
                        Map.of("app", "web", "role", "a", "zone", "x"),
                        Map.of("app", "web", "zone", "x"),
                        Map.of("role", "a", "zone", "x")))
                .isEqualTo(Map.of("app", "web", "role", "a"));
    }

    @Test
    void whereNoLabelHelpsNoneIsAdded() {
        assertThat(found(false, Map.of("app", "web"), Map.of("app", "web", "x", "y")))
                .isEmpty();
        assertThat(found(true, Map.of("app", "web"), Map.of("app", "web", "x", "y")))
                .isEqualTo(Map.of("app", "web"));
        assertThat(found(true, Map.of())).isEmpty();
    }

    @Test
    void aSelectorThatStandsAloneNamesSomebody() {
        Map<String, String> labels = Map.of("app", "web", "version", "v4");
        Map<String, String> older = Map.of("app", "web", "version", "v3");

        assertThat(found(true, labels, older)).isEqualTo(labels);
        assertThat(found(false, labels, older)).isEqualTo(Map.of("version", "v4"));
        assertThat(found(true, Map.of("version", "v4", "role", "x"), Map.of("version", "v3", "role", "x")))
                .isEqualTo(Map.of("version", "v4"));
    }

    @Test
    void fewestMeansFewestNotTheFirstThatWillDo() {
        // Each other lacks one of the first four and one of the last three, so all of either must be asked for.
        List<String> keys = List.of("a", "b", "c", "d", "e", "f", "g");
        List<Map<String, String>> others = new ArrayList<>();
        for (String first : keys.subList(0, 4)) {
            for (String last : keys.subList(4, 7)) {
                Map<String, String> labels = labels(keys);
                labels.remove(first);
                labels.remove(last);
                others.add(labels);
            }
        }

        assertThat(search(false, labels(keys), others)).isEqualTo(labels(keys.subList(4, 7)));
    }

    @Test
    void moreThanThreeAreWhatIsLeftWhenSpareOnesAreTakenAway() {
        List<String> needed = List.of("a", "b", "c", "d");
        Map<String, String> all = labels(needed);
        all.put("app", "1");
        all.put("zone", "1");
        List<Map<String, String>> others = new ArrayList<>();
        for (String key : needed) {
            Map<String, String> labels = new TreeMap<>(all);
            labels.remove(key);
            others.add(labels);
        }

        assertThat(search(false, all, others)).isEqualTo(labels(needed));
    }

    private static Map<String, String> labels(List<String> keys) {
        Map<String, String> labels = new TreeMap<>();
        keys.forEach(key -> labels.put(key, "1"));
        return labels;
    }

    @SafeVarargs
    private static Map<String, String> found(
            boolean alone, Map<String, String> candidates, Map<String, String>... others) {
        return search(alone, candidates, List.of(others));
    }

    private static Map<String, String> search(
            boolean alone, Map<String, String> candidates, List<Map<String, String>> others) {
        List<Selection.Others.Pods> pods = others.stream()
                .map(labels -> new Selection.Others.Pods(WORKLOAD, labels))
                .toList();
        return new LabelSearch(new TreeMap<>(candidates), pods, alone).smallest();
    }
}
