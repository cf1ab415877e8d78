package dev.weir.policy.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import dev.weir.v1.RecommendationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WideningTest {

    private static final Entity SHOP = TestingFlows.workload("shop", "Deployment", "web");
    private static final List<InventoryEvent> INVENTORY = List.of(
            TestingFlows.namespace("shop", Map.of()),
            TestingFlows.controller(SHOP, Map.of("app", "web"), Map.of("app", "web")));

    @Test
    void withoutSurplusEvenNeighboursStayExact() {
        Recommendation made = recommend(0, INVENTORY, https("203.0.113.4", "203.0.113.5"));

        assertThat(made.getYaml()).contains("203.0.113.4/32", "203.0.113.5/32");
        assertThat(made.getSurplus().getEgressTriples()).isZero();
    }

    @Test
    void addressesWithinTheSurplusAreOneBlockAndWhatItAddsIsCountedAndExplained() {
        Recommendation made =
                recommend(1, INVENTORY, https("203.0.113.4", "203.0.113.5", "203.0.113.7", "198.51.100.1"));

        assertThat(made.getStatus()).isEqualTo(RecommendationStatus.READY);
        assertThat(made.getReplay().getAdmitted()).isEqualTo(4);
        assertThat(made.getYaml()).contains("203.0.113.4/30", "198.51.100.1/32").doesNotContain("203.0.113.5/32");
        assertThat(made.getSurplus().getEgressTriples()).isEqualTo(1);
        assertThat(made.getSurplus().getExplainedList())
                .singleElement()
                .asString()
                .startsWith("TCP 443 to 1 address of 203.0.113.4/30: ");
    }

    @Test
    void anAddressThatOnlyAnotherRuleWasAskedForIsCountedOnce() {
        List<ObservedEdge> edges = new ArrayList<>(https("203.0.113.4", "203.0.113.5", "203.0.113.7"));
        edges.add(TestingFlows.edge(SHOP, TestingFlows.external("203.0.113.6"), Protocol.TCP, 80));

        Recommendation made = recommend(1, INVENTORY, edges);

        assertThat(made.getSurplus().getEgressTriples()).isEqualTo(1);
        assertThat(made.getReplay().getDeniedCount()).isZero();
    }

    @Test
    void noBlockIsMadeOverAnAddressOfTheCluster() {
        List<InventoryEvent> inventory = new ArrayList<>(INVENTORY);
        inventory.add(TestingFlows.node("one", List.of("203.0.113.6")));

        Recommendation made = recommend(1, inventory, https("203.0.113.4", "203.0.113.5", "203.0.113.7"));

        assertThat(made.getYaml()).contains("203.0.113.4/31", "203.0.113.7/32");
        assertThat(made.getSurplus().getEgressTriples()).isZero();
    }

    @Test
    void clientsFromOutsideAreCoveredTheSameWayInBothFamilies() {
        List<ObservedEdge> edges = List.of(
                TestingFlows.edge(TestingFlows.external("2001:db8::1"), SHOP, Protocol.TCP, 8080),
                TestingFlows.edge(TestingFlows.external("2001:db8::2"), SHOP, Protocol.TCP, 8080));

        Recommendation made = recommend(2, INVENTORY, edges);

        assertThat(made.getYaml()).contains("2001:db8::/126");
        assertThat(made.getSurplus().getIngressTriples()).isEqualTo(2);
        assertThat(made.getReplay().getDeniedCount()).isZero();
    }

    private static Recommendation recommend(long surplus, List<InventoryEvent> inventory, List<ObservedEdge> edges) {
        return Recommender.recommend(
                SHOP, edges, Landscape.of(inventory), Options.defaults().withExternalSurplus(surplus));
    }

    private static List<ObservedEdge> https(String... addresses) {
        return List.of(addresses).stream()
                .map(it -> TestingFlows.edge(SHOP, TestingFlows.external(it), Protocol.TCP, 443))
                .toList();
    }
}
