package dev.weir.policy.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.EndpointSlice;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Pod;
import dev.weir.v1.Recommendation;
import dev.weir.v1.SliceEndpoint;
import dev.weir.v1.SlicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who can be named in a rule, and what is said of those who cannot; what a person should know besides. */
final class NamingTest {

    private static final Entity WEB = TestingFlows.workload("shop", "Deployment", "web");

    private final List<InventoryEvent> inventory = new ArrayList<>(List.of(
            TestingFlows.namespace("shop", Map.of()),
            TestingFlows.controller(WEB, Map.of("app", "web"), Map.of("app", "web"))));

    @Test
    void aWorkloadThatIsNotInTheInventoryCannotBeNamed() {
        assertThat(warnings(to(TestingFlows.workload("other", "Deployment", "gone"))))
                .contains("No rule can name Deployment other/gone: it is not in the inventory, so its labels are not"
                        + " known.");
    }

    @Test
    void aWorkloadOnTheHostNetworkIsItsNodesIfTheirAddressesAreKnown() {
        Entity agent = TestingFlows.workload("shop", "DaemonSet", "agent");
        inventory.add(TestingFlows.pod(agent, "agent-1", Pod.newBuilder().setHostNetwork(true)));
        assertThat(warnings(to(agent)))
                .contains("No rule can name DaemonSet agent: it is on the host network of nodes whose addresses are not"
                        + " known.");

        inventory.add(TestingFlows.pod(
                agent, "agent-2", Pod.newBuilder().setHostNetwork(true).addIps(TestingFlows.bytes("192.0.2.7"))));
        assertThat(recommend(to(agent)).getYaml()).contains("192.0.2.7/32", "# DaemonSet agent, on the host network:");
    }

    @Test
    void theApiServerIsEveryKnownEndpointAndTheOneThatWasSeen() {
        Entity nowhere =
                Entity.newBuilder().setKind(EntityKind.ENTITY_API_SERVER).build();
        assertThat(warnings(to(nowhere)))
                .contains("No rule can name the API server: it has no endpoint address that is known.");

        inventory.add(TestingFlows.event("EndpointSlice", "default", "kubernetes")
                .setEndpointSlice(EndpointSlice.newBuilder()
                        .setServiceName("kubernetes")
                        .addPorts(SlicePort.newBuilder().setPort(443).setIpProtocol(6))
                        .addEndpoints(SliceEndpoint.newBuilder().addIps(TestingFlows.bytes("192.0.2.1"))))
                .build());
        Recommendation made = recommend(to(TestingFlows.apiServer("192.0.2.2")));

        assertThat(made.getYaml())
                .contains("192.0.2.1/32", "192.0.2.2/32")
                .contains("# Not observed, but the API may be served there too: 192.0.2.1\n");
        assertThat(made.getWarningsList())
                .contains("The API server is named by address; in a managed cluster its addresses may change.");
    }

    @Test
    void aNodeIsTheAddressThatWasSeenElseAllOfItsOwn() {
        inventory.add(TestingFlows.node("one", List.of("192.0.2.11", "192.0.2.12")));
        Entity one = Entity.newBuilder()
                .setKind(EntityKind.ENTITY_NODE)
                .setName("one")
                .build();

        assertThat(recommend(to(one)).getYaml()).contains("192.0.2.11/32", "192.0.2.12/32");
        assertThat(recommend(to(TestingFlows.node("one", "192.0.2.12"))).getYaml())
                .contains("192.0.2.12/32")
                .doesNotContain("192.0.2.11/32");
        assertThat(warnings(to(one.toBuilder().setName("two").build())))
                .contains(
                        "No rule can name node two: it has no address that is known.",
                        "Nodes are named by address; a node that joins later is not allowed.");
        assertThat(warnings(to(one.toBuilder().setName("").build())))
                .contains("No rule can name a node: it has no address that is known.");
    }

    @Test
    void whatIsOutsideNeedsAnAddress() {
        Entity unknown = Entity.newBuilder()
                .setKind(EntityKind.ENTITY_EXTERNAL_IP)
                .setName("cdn")
                .build();

        assertThat(warnings(to(unknown))).contains("No rule can name an external peer: it has no address: cdn.");
    }

    @Test
    void portsThatNoRuleCanNameAreTold() {
        assertThat(warnings(TestingFlows.edge(WEB, TestingFlows.external("203.0.113.1"), Protocol.TCP, 0)))
                .contains("No rule can name IP protocol 6, port 0.");
        assertThat(warnings(TestingFlows.edge(WEB, TestingFlows.external("203.0.113.1"), Protocol.TCP, 65536)))
                .contains("No rule can name IP protocol 6, port 65536.");
        assertThat(recommend(TestingFlows.edge(WEB, TestingFlows.external("203.0.113.1"), Protocol.TCP, 1))
                        .getYaml())
                .contains("port: 1\n");
        assertThat(recommend(TestingFlows.edge(WEB, TestingFlows.external("203.0.113.1"), Protocol.TCP, 65535))
                        .getYaml())
                .contains("port: 65535\n");
    }

    @Test
    void aNameBehindManyAddressesIsAFleet() {
        String fleet = "cdn.example.com was reached at many addresses, which change; a NetworkPolicy cannot name it"
                + " otherwise.";

        assertThat(warnings(named(9))).contains(fleet);
        assertThat(warnings(named(8))).doesNotContain(fleet);
    }

    @Test
    void samplingIsTold() {
        assertThat(warnings(sampled(100)))
                .contains("Flows were sampled, down to one packet in 100: rare connections may be missing.");
        assertThat(warnings(sampled(2))).hasSize(1);
        assertThat(warnings(sampled(1))).isEmpty();
    }

    @Test
    void podsThatNoLabelTellsApartAreTold() {
        Entity copy = TestingFlows.workload("shop", "Deployment", "copy");
        inventory.add(TestingFlows.controller(copy, Map.of("app", "web"), Map.of("app", "web")));

        assertThat(warnings())
                .contains("No stable label tells Deployment web and Deployment copy apart, so this policy selects the"
                        + " pods of both.");
    }

    @Test
    void neighbouringNodesAreNotMadeABlock() {
        Recommendation made = Recommender.recommend(
                WEB,
                List.of(to(TestingFlows.node("one", "192.0.2.4")), to(TestingFlows.node("two", "192.0.2.5"))),
                Landscape.of(inventory),
                Options.defaults().withExternalSurplus(8));

        assertThat(made.getYaml()).contains("192.0.2.4/32", "192.0.2.5/32");
    }

    @Test
    void aBlockWithoutSurplusNeedsNoExplanation() {
        Recommendation made = Recommender.recommend(
                WEB,
                List.of(to(TestingFlows.external("203.0.113.4")), to(TestingFlows.external("203.0.113.5"))),
                Landscape.of(inventory),
                Options.defaults().withExternalSurplus(1));

        assertThat(made.getYaml()).contains("203.0.113.4/31");
        assertThat(made.getSurplus().getExplainedList()).isEmpty();
    }

    @Test
    void ofOneNameAKnownKindHasThePlainPolicyNameAndOthersFollowByAlphabet() {
        Entity rollout = TestingFlows.workload("shop", "Rollout", "web");
        Entity cloneSet = TestingFlows.workload("shop", "CloneSet", "web");
        inventory.add(TestingFlows.controller(rollout, Map.of("app", "r"), Map.of("app", "r")));
        inventory.add(TestingFlows.controller(cloneSet, Map.of("app", "c"), Map.of("app", "c")));

        assertThat(nameOf(WEB)).isEqualTo("weir-web");
        assertThat(nameOf(cloneSet)).matches("weir-web-[0-9a-f]{8}");
        inventory.remove(1);
        assertThat(nameOf(cloneSet)).isEqualTo("weir-web");
        assertThat(nameOf(rollout)).matches("weir-web-[0-9a-f]{8}");
    }

    @Test
    void aNameAsLongAsMayBeIsPlainAndALongerOneIsCut() {
        Entity longest = TestingFlows.workload("shop", "Deployment", "a".repeat(58));
        Entity longer = TestingFlows.workload("shop", "Deployment", "a".repeat(59));
        inventory.add(TestingFlows.controller(longest, Map.of("app", "l"), Map.of("app", "l")));
        inventory.add(TestingFlows.controller(longer, Map.of("app", "m"), Map.of("app", "m")));

        assertThat(nameOf(longest)).isEqualTo("weir-" + "a".repeat(58));
        assertThat(nameOf(longer)).matches("weir-a{49}-[0-9a-f]{8}").hasSize(63);
    }

    private String nameOf(Entity subject) {
        return Recommender.recommend(subject, List.of(), Landscape.of(inventory), Options.defaults())
                .getPolicyName();
    }

    private static ObservedEdge to(Entity server) {
        return TestingFlows.edge(WEB, server, Protocol.TCP, 443);
    }

    private static ObservedEdge[] named(int addresses) {
        List<ObservedEdge> edges = new ArrayList<>();
        for (int i = 0; i < addresses; i++) {
            edges.add(TestingFlows.edge(
                    WEB,
                    TestingFlows.external("203.0.113." + i),
                    6,
                    443,
                    TestingFlows.seen(List.of(20000), 1, List.of("cdn.example.com")),
                    List.of()));
        }
        return edges.toArray(ObservedEdge[]::new);
    }

    private static ObservedEdge sampled(int interval) {
        return TestingFlows.edge(
                WEB,
                TestingFlows.external("203.0.113.1"),
                6,
                443,
                EdgeEvidence.newBuilder().setMaxSamplingInterval(interval).build(),
                List.of());
    }

    private List<String> warnings(ObservedEdge... edges) {
        return recommend(edges).getWarningsList();
    }

    private Recommendation recommend(ObservedEdge... edges) {
        return Recommender.recommend(WEB, List.of(edges), Landscape.of(inventory), Options.defaults());
    }
}
