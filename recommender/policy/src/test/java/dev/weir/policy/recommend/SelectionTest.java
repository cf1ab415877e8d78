package dev.weir.policy.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.landscape.Landscape;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SelectionTest {

    private static final Entity WEB = TestingFlows.workload("shop", "Deployment", "web");

    private final List<InventoryEvent> inventory = new ArrayList<>(List.of(
            TestingFlows.namespace("shop", Map.of()), TestingFlows.controller(WEB, Map.of("app", "web"), Map.of())));

    @Test
    void aLabelThatOnlyTheOtherHasTellsThemApartByItsAbsence() {
        pod(WEB, "web-1", Map.of("app", "web"));
        pod(other("canary"), "canary-1", Map.of("app", "web", "canary", "true"));

        Selection selection = selection();

        assertThat(Causes.text(selection.selector())).isEqualTo("app=web,canary DoesNotExist");
        assertThat(selection.alsoMatches()).isEmpty();
    }

    @Test
    void asFewAbsencesAsWillDoAreAskedForThoseThatPeopleKnowFirst() {
        pod(WEB, "web-1", Map.of("app", "web"));
        pod(other("one"), "one-1", Map.of("app", "web", "a", "1", "both", "1"));
        pod(other("two"), "two-1", Map.of("app", "web", "b", "1", "both", "2"));
        pod(other("three"), "three-1", Map.of("app", "web", "role", "x", "c", "1"));

        assertThat(Causes.text(selection().selector())).isEqualTo("app=web,both DoesNotExist,role DoesNotExist");
    }

    @Test
    void anAbsenceThatDoesNotMakeItExactIsNotAskedFor() {
        pod(WEB, "web-1", Map.of("app", "web"));
        pod(other("canary"), "canary-1", Map.of("app", "web", "canary", "true"));
        pod(other("copy"), "copy-1", Map.of("app", "web", "pod-template-hash", "abc"));

        Selection selection = selection();

        assertThat(Causes.text(selection.selector())).isEqualTo("app=web");
        assertThat(selection.alsoMatches()).hasSize(2);
    }

    @Test
    void aLabelThatSomeOfItsOwnPodsHaveIsNotAskedToBeAbsent() {
        pod(WEB, "web-1", Map.of("app", "web"));
        pod(WEB, "web-2", Map.of("app", "web", "canary", "true"));
        pod(other("canary"), "canary-1", Map.of("app", "web", "canary", "true"));

        assertThat(Causes.text(selection().selector())).isEqualTo("app=web");
    }

    @Test
    void aSelectorThatMatchesNobodyElseStaysAsTheControllerHasIt() {
        pod(WEB, "web-1", Map.of("app", "web", "tier", "front"));
        pod(other("db"), "db-1", Map.of("app", "db"));

        assertThat(Causes.text(selection().selector())).isEqualTo("app=web");
    }

    @Test
    void whatIsNotTheSameAfterARollOutTellsNothingApart() {
        inventory.remove(1);
        pod(WEB, "web-1", Map.of("app", "web", "pod-template-hash", "abc"));
        pod(other("copy"), "copy-1", Map.of("app", "web", "pod-template-hash", "def"));

        assertThat(Causes.text(selection().selector())).isEqualTo("app=web");
        assertThat(selection().alsoMatches()).hasSize(1);
    }

    @Test
    void aLabelThatNotAllItsPodsHaveTellsNothingApart() {
        inventory.remove(1);
        pod(WEB, "web-1", Map.of("app", "web", "tier", "front"));
        pod(WEB, "web-2", Map.of("app", "web"));
        pod(other("copy"), "copy-1", Map.of("app", "web"));

        assertThat(Causes.text(selection().selector())).isEqualTo("app=web");
    }

    @Test
    void podsOnTheHostNetworkAreNotSelectedAndSoNotMistaken() {
        pod(WEB, "web-1", Map.of("app", "web"));
        inventory.add(TestingFlows.pod(
                other("agent"),
                "agent-1",
                Pod.newBuilder().putLabels("app", "web").setHostNetwork(true)));

        assertThat(selection().alsoMatches()).isEmpty();
    }

    @Test
    void podsThatAreGoneAreNotMistaken() {
        pod(WEB, "web-1", Map.of("app", "web"));
        InventoryEvent gone =
                TestingFlows.pod(other("old"), "old-1", Pod.newBuilder().putLabels("app", "web"));
        inventory.add(gone.toBuilder().setValidToNs(1).build());

        assertThat(selection().alsoMatches()).isEmpty();
    }

    private static Entity other(String name) {
        return TestingFlows.workload("shop", "Deployment", name);
    }

    private void pod(Entity owner, String name, Map<String, String> labels) {
        inventory.add(TestingFlows.pod(owner, name, Pod.newBuilder().putAllLabels(labels)));
    }

    private Selection selection() {
        Landscape landscape = Landscape.of(inventory);
        return Selection.of(landscape.workload(WEB).orElseThrow(), landscape.namespace("shop"))
                .orElseThrow();
    }
}
