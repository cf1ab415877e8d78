package dev.weir.policy.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Pod;
import dev.weir.policy.recommend.TestingFlows;
import dev.weir.v1.EndpointSlice;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Requirement;
import dev.weir.v1.Selector;
import dev.weir.v1.SliceEndpoint;
import dev.weir.v1.SlicePort;
import dev.weir.v1.SnapshotComplete;
import dev.weir.v1.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LandscapeTest {

    private static final Entity WEB = TestingFlows.workload("shop", "Deployment", "web");

    @Test
    void aPodBelongsToTheControllerAtTheTopOfItsChain() {
        Landscape landscape = Landscape.of(List.of(controller(), pod("web-1", "10.0.0.1", "app", "web")));

        KnownWorkload web = landscape.workload(WEB).orElseThrow();

        assertThat(web.pods()).extracting(Pod::name).containsExactly("web-1");
        assertThat(web.selector()).contains(LabelSelector.of("app", "web"));
        assertThat(landscape.owners(IpAddress.of("10.0.0.1"))).containsExactly(web);
    }

    @Test
    void aPodThatIsGoneHasNoAddressButItsLabelsAreRemembered() {
        InventoryEvent gone = pod("web-1", "10.0.0.1", "app", "web").toBuilder()
                .setValidToNs(5)
                .build();

        Landscape landscape = Landscape.of(List.of(pod("web-1", "10.0.0.1", "app", "web"), gone));

        KnownWorkload web = landscape.workload(WEB).orElseThrow();
        assertThat(web.pods()).isEmpty();
        assertThat(web.current()).isFalse();
        assertThat(web.labelSets()).containsExactly(Map.of("app", "web"));
        assertThat(landscape.owners(IpAddress.of("10.0.0.1"))).isEmpty();
    }

    @Test
    void workloadsOfOneNameAreFoundWhateverTheirKinds() {
        Landscape landscape = Landscape.of(List.of(
                controller("Deployment", "web"),
                controller("Deployment", "web-2"),
                controller("Deployment.v2", "web"),
                controller("Job", "a"),
                controller("StatefulSet", "web")));

        assertThat(landscape.namespace("shop").named("web"))
                .extracting(it -> it.entity().getWorkloadKind())
                .containsExactlyInAnyOrder("Deployment", "Deployment.v2", "StatefulSet");
        assertThat(landscape.namespace("shop").named("nobody")).isEmpty();
    }

    @Test
    void aSelectorFindsEachWorkloadOnceByAnyOfItsSetsOfLabels() {
        Landscape landscape = Landscape.of(List.of(
                pod("web-1", "10.0.0.1", "app", "web"),
                pod("web-2", "10.0.0.2", "app", "web").toBuilder()
                        .setPod(pod("web-2", "10.0.0.2", "app", "web").getPod().toBuilder()
                                .putLabels("track", "canary"))
                        .build(),
                controller("Job", "other")));
        KnownNamespace shop = landscape.namespace("shop");
        KnownWorkload web = landscape.workload(WEB).orElseThrow();

        assertThat(shop.matching(LabelSelector.of("app", "web"))).containsExactly(web);
        assertThat(shop.matching(LabelSelector.of("track", "canary"))).containsExactly(web);
        assertThat(shop.matching(LabelSelector.of("app", "nobody"))).isEmpty();
        assertThat(shop.matching(LabelSelector.everything())).hasSize(2);
    }

    @Test
    void aSelectorFindsNamespacesByTheirLabels() {
        Landscape landscape = Landscape.of(List.of(
                TestingFlows.namespace("blue", Map.of("team", "a")),
                TestingFlows.namespace("green", Map.of("team", "b")),
                TestingFlows.namespace("red", Map.of("team", "a"))));

        assertThat(landscape.matching(LabelSelector.of("team", "a")))
                .extracting(it -> it.namespace().name())
                .containsExactly("blue", "red");
    }

    @Test
    void anAddressThatTwoNodesClaimBelongsToBothByName() {
        Landscape landscape = Landscape.of(List.of(
                TestingFlows.node("node-2", List.of("192.168.0.1")),
                TestingFlows.node("node-1", List.of("192.168.0.1"))));

        assertThat(landscape.nodesAt(IpAddress.of("192.168.0.1")))
                .extracting(it -> it.name())
                .containsExactly("node-1", "node-2");
        assertThat(landscape.nodesAt(IpAddress.of("192.168.0.2"))).isEmpty();
    }

    @Test
    void aWorkloadWithoutPodsIsRepresentedByItsTemplate() {
        KnownWorkload web = Landscape.of(List.of(controller())).workload(WEB).orElseThrow();

        assertThat(web.members()).extracting(Pod::labels).containsExactly(Map.of("app", "web"));
    }

    @Test
    void aWorkloadOnTheHostNetworkIsItsNodes() {
        InventoryEvent agent = TestingFlows.pod(
                WEB,
                "web-1",
                dev.weir.v1.Pod.newBuilder()
                        .setHostNetwork(true)
                        .setHostIp(TestingFlows.bytes("192.168.0.1"))
                        .putLabels("app", "web"));

        KnownWorkload web = Landscape.of(List.of(agent)).workload(WEB).orElseThrow();

        assertThat(web.onHostNetwork()).isTrue();
        assertThat(web.pods()).isEmpty();
        assertThat(web.hostAddresses()).containsExactly(IpAddress.of("192.168.0.1"));
    }

    @Test
    void whatTheApiSaysOfAPodIsBetterThanWhatItsLabelsLetOneGuess() {
        Entity guessed = TestingFlows.workload("shop", "Labels", "web");
        InventoryEvent inferred =
                TestingFlows.pod(guessed, "web-1", dev.weir.v1.Pod.newBuilder().putLabels("app", "web")).toBuilder()
                        .setUid("Labels:web")
                        .setValidFromNs(9)
                        .build();

        Landscape landscape = Landscape.of(List.of(inferred, pod("web-1", "10.0.0.1", "app", "web")));

        assertThat(landscape.workload(WEB).orElseThrow().pods()).hasSize(1);
        assertThat(landscape.workload(guessed)).isEmpty();
    }

    @Test
    void aSelectorWithAPartThatIsNotUnderstoodIsNoSelector() {
        Selector selector = Selector.newBuilder()
                .putMatchLabels("app", "web")
                .addMatchExpressions(Requirement.newBuilder().setKey("tier").setOperator("Near"))
                .build();
        InventoryEvent event = TestingFlows.event("Workload", "shop", "web")
                .setWorkload(Workload.newBuilder().setWorkloadKind("Deployment").setSelector(selector))
                .build();

        assertThat(Landscape.of(List.of(event)).workload(WEB).orElseThrow().selector())
                .isEmpty();
    }

    @Test
    void theApiServerIsWhereItsEndpointsAre() {
        InventoryEvent slice = TestingFlows.event("EndpointSlice", "default", "kubernetes")
                .setEndpointSlice(EndpointSlice.newBuilder()
                        .setServiceName("kubernetes")
                        .addEndpoints(SliceEndpoint.newBuilder().addIps(TestingFlows.bytes("192.168.0.1")))
                        .addPorts(SlicePort.newBuilder().setPort(6443).setIpProtocol(6)))
                .build();

        ApiServer apiServer = Landscape.of(List.of(slice)).apiServer();

        assertThat(apiServer.endpoints()).containsExactly(IpAddress.of("192.168.0.1"));
        assertThat(apiServer.ports()).containsExactly(6443);
    }

    @Test
    void anOlderEventDoesNotUndoANewerOne() {
        LandscapeBuilder builder = new LandscapeBuilder();
        builder.apply(version(pod("web-1", "10.0.0.2", "app", "web"), "20"));
        builder.apply(version(pod("web-1", "10.0.0.1", "app", "web"), "3"));

        assertThat(builder.build().workload(WEB).orElseThrow().pods().get(0).addresses())
                .containsExactly(IpAddress.of("10.0.0.2"));
    }

    @Test
    void onlyTheNamespaceThatChangedIsBuiltAgain() {
        LandscapeBuilder builder = new LandscapeBuilder();
        builder.apply(pod("web-1", "10.0.0.1", "app", "web"));
        builder.apply(TestingFlows.namespace("data", Map.of()));
        Landscape before = builder.build();

        builder.apply(TestingFlows.namespace("data", Map.of("team", "a")));
        Landscape after = builder.build();

        assertThat(after.namespace("shop")).isSameAs(before.namespace("shop"));
        assertThat(after.namespace("data").namespace().labels()).containsEntry("team", "a");
        assertThat(before.namespace("data").namespace().labels()).doesNotContainKey("team");
    }

    @Test
    void aRemovedObjectIsForgotten() {
        LandscapeBuilder builder = new LandscapeBuilder();
        InventoryEvent pod = pod("web-1", "10.0.0.1", "app", "web");
        builder.apply(pod);
        builder.apply(TestingFlows.event("Snapshot", "", "")
                .setSnapshotComplete(SnapshotComplete.getDefaultInstance())
                .build());

        builder.remove("Pod", "shop", "web-1", pod.getUid());

        assertThat(builder.build().workload(WEB)).isEmpty();
    }

    private static InventoryEvent controller() {
        return TestingFlows.controller(WEB, Map.of("app", "web"), Map.of("app", "web"));
    }

    private static InventoryEvent pod(String name, String address, String key, String value) {
        return TestingFlows.pod(
                WEB, name, dev.weir.v1.Pod.newBuilder().putLabels(key, value).addIps(TestingFlows.bytes(address)));
    }

    private static InventoryEvent controller(String kind, String name) {
        return TestingFlows.controller(TestingFlows.workload("shop", kind, name), Map.of(), Map.of("app", name));
    }

    private static InventoryEvent version(InventoryEvent event, String version) {
        return event.toBuilder().setResourceVersion(version).build();
    }
}
