package dev.weir.policy.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.v1.ApiCallback;
import dev.weir.v1.ContainerPort;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Pod;
import dev.weir.v1.Recommendation;
import dev.weir.v1.RecommendationStatus;
import dev.weir.v1.Service;
import dev.weir.v1.ServicePort;
import dev.weir.v1.ServiceReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ports whose clients no list of peers describes: webhooks, and what is reached from outside. */
final class OpeningsTest {

    private static final Entity GUARD = TestingFlows.workload("policy", "Deployment", "guard");
    private static final Entity OTHER = TestingFlows.workload("policy", "Deployment", "other");
    private static final PolicyPort WEBHOOK = new PolicyPort(Protocol.TCP, Ports.number(8443));

    private final List<InventoryEvent> inventory = new ArrayList<>(List.of(
            TestingFlows.namespace("policy", Map.of()),
            TestingFlows.controller(GUARD, Map.of("app", "guard"), Map.of("app", "guard")),
            pod(GUARD, "guard-1", "10.0.0.1", "guard", 8443),
            pod(GUARD, "guard-2", "10.0.0.2", "guard", 8443),
            pod(OTHER, "other-1", "10.0.0.3", "other", 9443)));

    @Test
    void theApiServerReachesAWebhookThoughNobodySawIt() {
        service("ClusterIP", "webhook");
        callback("ValidatingWebhookConfiguration", "guard", 443);

        Recommendation made = recommend(Options.defaults(), List.of());
        NetworkPolicy policy = policy(made);

        assertThat(made.getStatus()).isEqualTo(RecommendationStatus.READY);
        assertThat(policy.spec().ingress()).containsExactly(new Rule(List.of(), List.of(WEBHOOK)));
        assertThat(policy.spec().egress()).isEmpty();
        assertThat(made.getRulesList()).singleElement().satisfies(rule -> assertThat(rule.getEdgesCount())
                .isZero());
        assertThat(made.getSurplus().getExplainedList())
                .containsExactly("TCP 8443 from everybody, inside the cluster and outside."
                        + " ValidatingWebhookConfiguration guard: the API server calls it, from a node or from outside;"
                        + " without an answer the API refuses requests.");
        // Each of two pods from the other replica and from the other workload's pod.
        assertThat(made.getSurplus().getIngressTriples()).isEqualTo(4);
        assertThat(made.getYaml().replaceAll("\n *# +", " "))
                .contains(
                        "ingress: TCP 8443 from everybody, inside the cluster and outside. ValidatingWebhookConfiguration guard:");
    }

    @Test
    void aNameOfAPortIsWhatThePodsCallIt() {
        service("ClusterIP", "https");
        callback("APIService", "v1.guard", 443);

        assertThat(policy(recommend(Options.defaults(), List.of())).spec().ingress())
                .containsExactly(new Rule(List.of(), List.of(WEBHOOK)));
    }

    @Test
    void aWebhookOfAnotherServicePortOrNamespaceOpensNothing() {
        service("ClusterIP", "8443");
        callback("ValidatingWebhookConfiguration", "guard", 8443);
        inventory.add(mutating("policy", "unknown", 443));
        inventory.add(mutating("elsewhere", "guard", 443));

        assertThat(policy(recommend(Options.defaults(), List.of())).spec().ingress())
                .isEmpty();
    }

    @Test
    void aServiceThatSelectsOtherPodsOrNoneOpensNothing() {
        inventory.add(service("guard", "ClusterIP", "8443", Map.of("app", "other")));
        inventory.add(service("headless", "NodePort", "8443", Map.of()));
        callback("ValidatingWebhookConfiguration", "guard", 443);

        Recommendation made = recommend(Options.defaults().openingExposed(), List.of());

        assertThat(policy(made).spec().ingress()).isEmpty();
        assertThat(made.getWarningsList()).isEmpty();
    }

    @Test
    void whatAnExposedServiceLeadsToIsClosedAndSaysSo() {
        service("LoadBalancer", "8443");

        Recommendation made = recommend(Options.defaults(), fromOutside());

        assertThat(policy(made).spec().ingress()).singleElement().satisfies(rule -> assertThat(rule.peers())
                .hasSize(2));
        assertThat(made.getWarningsList())
                .containsExactly(
                        "Service guard (LoadBalancer): who connects to TCP 8443 through it may be any client, or"
                                + " appear as a node or a balancer, and is closed unless observed; --open-exposed opens it to"
                                + " everybody.");
    }

    @Test
    void askedForItIsOpenToEverybodyAndTheObservedClientsAreItsEvidence() {
        service("NodePort", "8443");

        Recommendation made = recommend(Options.defaults().openingExposed(), fromOutside());

        assertThat(policy(made).spec().ingress()).containsExactly(new Rule(List.of(), List.of(WEBHOOK)));
        assertThat(made.getRules(0).getEdgesCount()).isEqualTo(2);
        assertThat(made.getReplay().getAdmitted()).isEqualTo(2);
        assertThat(made.getWarningsList()).isEmpty();
        assertThat(made.getSurplus().getExplainedList())
                .containsExactly(
                        "TCP 8443 from everybody, inside the cluster and outside. Service guard (NodePort): its"
                                + " clients may be anybody.");
    }

    @Test
    void otherPortsKeepTheirPeers() {
        service("NodePort", "8443");
        List<ObservedEdge> edges = new ArrayList<>(fromOutside());
        edges.add(TestingFlows.edge(OTHER, GUARD, Protocol.TCP, 9090));

        NetworkPolicy policy = policy(recommend(Options.defaults().openingExposed(), edges));

        assertThat(policy.spec().ingress()).hasSize(2);
        assertThat(recommend(Options.defaults().openingExposed(), edges)
                        .getRules(1)
                        .getEdgesCount())
                .isEqualTo(2);
        assertThat(policy.spec().ingress().get(0).peers()).hasSize(1);
        assertThat(policy.spec().ingress().get(0).ports())
                .containsExactly(new PolicyPort(Protocol.TCP, Ports.number(9090)));
    }

    @Test
    void anAddressOfItsOwnExposesAServiceToo() {
        inventory.add(TestingFlows.event("Service", "policy", "guard")
                .setService(service("ClusterIP", "8443", Map.of("app", "guard"))
                        .addExternalIps(TestingFlows.bytes("192.0.2.1")))
                .build());

        assertThat(recommend(Options.defaults(), List.of()).getWarningsList())
                .singleElement()
                .asString()
                .startsWith("Service guard (ClusterIP): who connects");
    }

    @Test
    void aRuleForEverybodyDoesNotExplainAwayWhatAnotherAllows() {
        service("NodePort", "8443");

        Recommendation made = recommend(
                Options.defaults().openingExposed(), List.of(TestingFlows.edge(OTHER, GUARD, Protocol.UDP, 53)));

        assertThat(made.getSurplus().getExplainedList())
                .hasSize(2)
                .anyMatch(it -> it.startsWith("TCP 53 from Deployment other: not observed, allowed because DNS"));
    }

    @Test
    void portsInARowAreCountedOneByOne() {
        for (int port = 8443; port <= 8445; port++) {
            inventory.add(service("guard-" + port, "NodePort", Integer.toString(port), Map.of("app", "guard")));
        }

        assertThat(recommend(Options.defaults().openingExposed(), List.of())
                        .getSurplus()
                        .getIngressTriples())
                .isEqualTo(12);
    }

    private static List<ObservedEdge> fromOutside() {
        return List.of(
                TestingFlows.edge(TestingFlows.external("203.0.113.1"), GUARD, Protocol.TCP, 8443),
                TestingFlows.edge(TestingFlows.external("203.0.113.9"), GUARD, Protocol.TCP, 8443));
    }

    private Recommendation recommend(Options options, List<ObservedEdge> edges) {
        return Recommender.recommend(GUARD, edges, Landscape.of(inventory), options);
    }

    private static NetworkPolicy policy(Recommendation made) {
        return PolicyParser.parse(made.getYaml()).orElseThrow().policies().get(0);
    }

    private void service(String type, String target) {
        inventory.add(service("guard", type, target.equals("webhook") ? "8443" : target, Map.of("app", "guard")));
    }

    private static InventoryEvent service(String name, String type, String target, Map<String, String> selector) {
        return TestingFlows.event("Service", "policy", name)
                .setService(service(type, target, selector))
                .build();
    }

    private static Service.Builder service(String type, String target, Map<String, String> selector) {
        return Service.newBuilder()
                .setType(type)
                .putAllSelector(selector)
                .addPorts(ServicePort.newBuilder().setPort(443).setIpProtocol(6).setTargetPort(target));
    }

    private void callback(String kind, String name, int port) {
        inventory.add(TestingFlows.event(kind, "", name)
                .setApiCallback(ApiCallback.newBuilder()
                        .addServices(ServiceReference.newBuilder()
                                .setNamespace("policy")
                                .setName("guard")
                                .setPort(port)))
                .build());
    }

    private static InventoryEvent mutating(String namespace, String service, int port) {
        return TestingFlows.event("MutatingWebhookConfiguration", "", namespace + "-" + service)
                .setApiCallback(ApiCallback.newBuilder()
                        .addServices(ServiceReference.newBuilder()
                                .setNamespace(namespace)
                                .setName(service)
                                .setPort(port)))
                .build();
    }

    private static InventoryEvent pod(Entity owner, String name, String address, String app, int port) {
        return TestingFlows.pod(
                owner,
                name,
                Pod.newBuilder()
                        .putLabels("app", app)
                        .addIps(TestingFlows.bytes(address))
                        .addPorts(ContainerPort.newBuilder()
                                .setName("https")
                                .setPort(port)
                                .setIpProtocol(6)));
    }
}
