package dev.weir.policy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.eval.Reason;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.recommend.Options;
import dev.weir.policy.recommend.Recommender;
import dev.weir.policy.recommend.TestingFlows;
import dev.weir.v1.Entity;
import dev.weir.v1.ExistingPolicy;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReplayTest {

    private static final Entity WEB = TestingFlows.workload("shop", "Deployment", "web");
    private static final Entity DB = TestingFlows.workload("shop", "Deployment", "db");
    private static final ObservedEdge EDGE = TestingFlows.edge(WEB, DB, Protocol.TCP, 5432);
    private static final List<InventoryEvent> INVENTORY = List.of(
            TestingFlows.controller(WEB, Map.of("app", "web"), Map.of("app", "web")),
            TestingFlows.controller(DB, Map.of("app", "db"), Map.of("app", "db")));

    @Test
    void policiesMadeFromAnEdgeAdmitIt() {
        ReplayReport report = replay(INVENTORY, recommend(WEB, EDGE), recommend(DB, EDGE));

        assertThat(report.isComplete()).isTrue();
        assertThat(report.edges()).isEqualTo(1);
    }

    @Test
    void anEdgeThatOnlyOneEndKnewIsDeniedByTheOther() {
        ReplayReport report = replay(INVENTORY, recommend(WEB, EDGE), recommend(DB));

        assertThat(report.admitted()).isZero();
        assertThat(report.denied()).singleElement().satisfies(denied -> {
            assertThat(denied.end()).isEqualTo(Optional.of(Direction.INGRESS));
            assertThat(denied.reason()).isEqualTo(Optional.of(Reason.NO_RULE_ALLOWS));
            assertThat(denied.decidedBy()).hasToString("[NetworkPolicy shop/weir-db spec.ingress]");
        });
    }

    @Test
    void aStandingPolicyThatClosesAnEdgeShows() {
        List<InventoryEvent> inventory = new ArrayList<>(INVENTORY);
        inventory.add(standing("closed"));

        assertThat(replay(inventory).denied()).hasSize(1);
    }

    @Test
    void aProposedPolicyTakesThePlaceOfTheStandingOneOfItsName() {
        List<InventoryEvent> inventory = new ArrayList<>(INVENTORY);
        inventory.add(standing("weir-web"));

        assertThat(replay(inventory, recommend(WEB, EDGE)).isComplete()).isTrue();
    }

    @Test
    void anEndThatTheInventoryDoesNotKnowIsNotAdmitted() {
        ReplayReport report = replay(List.of(), recommend(WEB));

        assertThat(report.denied()).singleElement().satisfies(denied -> assertThat(denied.end())
                .isEmpty());
    }

    private static ReplayReport replay(List<InventoryEvent> inventory, Recommendation... recommendations) {
        return Replay.run(Landscape.of(inventory), List.of(EDGE), List.of(recommendations));
    }

    private static Recommendation recommend(Entity subject, ObservedEdge... edges) {
        return Recommender.recommend(subject, List.of(edges), Landscape.of(INVENTORY), Options.defaults());
    }

    private static InventoryEvent standing(String name) {
        String json = "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: " + name
                + ", namespace: shop, labels: {app.kubernetes.io/managed-by: weir}},"
                + " spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}}";
        return TestingFlows.event("NetworkPolicy", "shop", name)
                .setPolicy(ExistingPolicy.newBuilder().setJson(json))
                .build();
    }
}
