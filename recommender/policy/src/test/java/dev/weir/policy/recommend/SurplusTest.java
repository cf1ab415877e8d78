package dev.weir.policy.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Pod;
import dev.weir.v1.Surplus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is allowed beyond what was observed, counted, and why. */
final class SurplusTest {

    private static final Entity WEB = TestingFlows.workload("shop", "Deployment", "web");
    private static final Entity DB = TestingFlows.workload("data", "StatefulSet", "db");

    private final List<InventoryEvent> inventory = new ArrayList<>(
            List.of(TestingFlows.namespace("shop", Map.of()), TestingFlows.namespace("data", Map.of())));

    @Test
    void podsThatTheOwnSelectorMatchesTooAreAllowedTheSame() {
        pod(WEB, "web-1", "10.0.0.1", "web");
        pod(workload("shop", "copy"), "copy-1", "10.0.0.2", "web");
        pod(DB, "db-1", "10.0.1.1", "db");

        Surplus surplus = surplus(WEB, edge(WEB, DB, 5432), edge(WEB, TestingFlows.external("203.0.113.1"), 443));

        assertThat(surplus.getEgressTriples()).isEqualTo(2);
        assertThat(surplus.getExplainedList())
                .containsExactly(
                        "The policy's own selector app=web matches pods of Deployment copy too, which it allows"
                                + " the same.");
    }

    @Test
    void podsThatASelectorForAPeerMatchesTooAreAllowedInItsNamespaceOnly() {
        pod(WEB, "web-1", "10.0.0.1", "web");
        pod(DB, "db-1", "10.0.1.1", "db");
        pod(workload("data", "copy"), "copy-1", "10.0.1.2", "db");
        pod(workload("data", "copy"), "copy-2", "10.0.1.3", "db");
        pod(workload("shop", "db"), "elsewhere-1", "10.0.0.3", "db");
        pod(workload("data", "other"), "other-1", "10.0.1.4", "other");

        Surplus egress = surplus(WEB, edge(WEB, DB, 5432));
        Surplus ingress = surplus(WEB, edge(DB, WEB, 8080));

        assertThat(egress.getEgressTriples()).isEqualTo(2);
        assertThat(egress.getExplainedList())
                .containsExactly(
                        "TCP 5432 to Deployment data/copy: the selector app=db for StatefulSet data/db matches its"
                                + " pods too.");
        assertThat(ingress.getIngressTriples()).isEqualTo(2);
        assertThat(ingress.getExplainedList())
                .containsExactly(
                        "TCP 8080 from Deployment data/copy: the selector app=db for StatefulSet data/db matches"
                                + " its pods too.");
    }

    @Test
    void portsThatOnlyOnePeerWasSeenWithAreNotOpenForAnother() {
        pod(WEB, "web-1", "10.0.0.1", "web");
        pod(DB, "db-1", "10.0.1.1", "db");
        pod(workload("data", "other"), "other-1", "10.0.1.4", "other");

        Surplus surplus = surplus(WEB, edge(WEB, DB, 5432), edge(WEB, workload("data", "other"), 80));

        assertThat(surplus).isEqualTo(Surplus.getDefaultInstance());
    }

    @Test
    void replicasOfTheWorkloadItselfAreOtherPods() {
        pod(WEB, "web-1", "10.0.0.1", "web");
        pod(WEB, "web-2", "10.0.0.2", "web");
        pod(workload("shop", "copy"), "copy-1", "10.0.0.3", "web");

        Surplus surplus = surplus(WEB, edge(WEB, WEB, 7000));

        // web to copy, copy to web, and none from copy to itself, as it has one pod only.
        assertThat(surplus.getEgressTriples()).isEqualTo(4);
        assertThat(surplus.getIngressTriples()).isEqualTo(4);
    }

    @Test
    void anAddressThatIsAPodsByNowIsThatPod() {
        pod(WEB, "web-1", "10.0.0.1", "web");
        pod(DB, "db-1", "203.0.113.1", "db");
        List<ObservedEdge> edges = List.of(
                edge(WEB, TestingFlows.external("203.0.113.1"), 443),
                edge(WEB, TestingFlows.external("203.0.113.2"), 443));

        Surplus surplus = surplus(WEB, edges.toArray(ObservedEdge[]::new));

        assertThat(surplus.getEgressTriples()).isZero();
    }

    @Test
    void aNameServerIsAskedOverBothTransports() {
        pod(WEB, "web-1", "10.0.0.1", "web");
        pod(DB, "db-1", "10.0.1.1", "db");

        Surplus pods = surplus(WEB, TestingFlows.edge(WEB, DB, Protocol.UDP, 53));
        Surplus address = surplus(WEB, TestingFlows.edge(WEB, TestingFlows.external("192.0.2.53"), Protocol.TCP, 53));

        assertThat(pods.getEgressTriples()).isEqualTo(1);
        assertThat(pods.getExplainedList())
                .containsExactly(
                        "TCP 53 to StatefulSet data/db: not observed, allowed because DNS uses UDP and TCP (RFC 7766).");
        assertThat(address.getEgressTriples()).isEqualTo(1);
        assertThat(address.getExplainedList())
                .containsExactly(
                        "UDP 53 to address 192.0.2.53: not observed, allowed because DNS uses UDP and TCP (RFC 7766).");
    }

    @Test
    void anAddressInABlockMadeForItsNeighboursSaysSo() {
        pod(WEB, "web-1", "10.0.0.1", "web");
        List<ObservedEdge> edges = new ArrayList<>();
        for (String last : List.of("4", "5", "7")) {
            edges.add(edge(WEB, TestingFlows.external("203.0.113." + last), 443));
        }
        edges.add(edge(WEB, TestingFlows.external("203.0.113.6"), 80));

        Surplus surplus = Recommender.recommend(
                        WEB, edges, Landscape.of(inventory), Options.defaults().withExternalSurplus(1))
                .getSurplus();

        assertThat(surplus.getExplainedList())
                .contains("TCP 443 to address 203.0.113.6: observed with other ports, and in a block made for its"
                        + " neighbours.");
    }

    @Test
    void aWorkloadWithoutLabelsOrOnTheHostNetworkSaysWhyItHasNoPolicy() {
        Entity bare = TestingFlows.workload("shop", "Pod", "bare");
        inventory.add(TestingFlows.pod(bare, "bare", Pod.newBuilder()));
        Entity agent = TestingFlows.workload("shop", "DaemonSet", "agent");
        inventory.add(TestingFlows.pod(agent, "agent-1", Pod.newBuilder().setHostNetwork(true)));

        assertThat(warnings(bare))
                .containsExactly("Pod bare has no stable label that all its pods share, and no selector may be empty.");
        assertThat(warnings(agent))
                .containsExactly("DaemonSet agent runs on the host network: its pods are their nodes, which no"
                        + " NetworkPolicy selects.");
        assertThat(warnings(workload("shop", "gone")))
                .containsExactly("Deployment gone is not in the inventory, so its labels are not known.");
    }

    private List<String> warnings(Entity subject) {
        return Recommender.recommend(subject, List.of(), Landscape.of(inventory), Options.defaults())
                .getWarningsList();
    }

    private static Entity workload(String namespace, String name) {
        return TestingFlows.workload(namespace, "Deployment", name);
    }

    private static ObservedEdge edge(Entity client, Entity server, int port) {
        return TestingFlows.edge(client, server, Protocol.TCP, port);
    }

    private void pod(Entity owner, String name, String address, String app) {
        inventory.add(TestingFlows.pod(
                owner, name, Pod.newBuilder().putLabels("app", app).addIps(TestingFlows.bytes(address))));
    }

    private Surplus surplus(Entity subject, ObservedEdge... edges) {
        return Recommender.recommend(subject, List.of(edges), Landscape.of(inventory), Options.defaults())
                .getSurplus();
    }
}
