package dev.weir.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.v1.InventoryEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

final class InventoryWatcherTest {
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final long NOW_NS = NOW.getEpochSecond() * 1_000_000_000L;
    private static final WatchSettings SMALL_PAGES = new WatchSettings(2, Duration.ofMinutes(30));

    private final TestingApiServer server = new TestingApiServer();
    private final KubernetesClient client = server.client();
    private final Heard heard = new Heard();
    private final List<InventoryWatcher> watchers = new ArrayList<>();

    @AfterEach
    void close() {
        watchers.forEach(InventoryWatcher::close);
        client.close();
        server.close();
    }

    @Test
    void clusterGivesTheSameEventsAsItsDump(@TempDir Path folder) throws Exception {
        for (JsonNode object : tree(Reading.shop()).path("items")) {
            if (!Set.of("Secret", "Endpoints").contains(object.path("kind").asString())) {
                server.put(object);
            }
        }

        start(SMALL_PAGES, heard);

        List<InventoryEvent> dumped = Reading.read(folder, Reading.shop()).events().stream()
                .filter(event -> !event.getName().equals("outside"))
                .map(InventoryWatcherTest::withoutVersion)
                .toList();
        List<InventoryEvent> live = heard.events().stream()
                .map(InventoryWatcherTest::withoutVersion)
                .toList();
        assertThat(live.subList(0, live.size() - 1))
                .containsExactlyInAnyOrderElementsOf(dumped.subList(0, dumped.size() - 1));
        assertThat(live.get(live.size() - 1).getSnapshotComplete().getObjects()).isEqualTo(live.size() - 1);
    }

    @Test
    void changesFollowTheSnapshotAndNoHeartbeatIsPassedOn() throws Exception {
        server.put(pod("a", "u1", "web"));
        start(SMALL_PAGES, heard);

        server.put(pod("b", "u2", "web"));
        server.put(pod("b", "u2", "web"));
        server.put(pod("b", "u2", "api"));
        server.delete(pod("a", "u1", "web"));

        await().untilAsserted(() -> assertThat(heard.live()).containsExactly("Pod b u2"));
        assertThat(heard.events())
                .extracting(event -> event.getName() + " " + event.getPod().getLabelsOrDefault("app", "") + " "
                        + event.getValidToNs())
                .containsExactly("a web 0", "  0", "b web 0", "b api 0", "a web " + NOW_NS);
    }

    @Test
    void podMadeAnewUnderItsNameEndsTheOneBefore() throws Exception {
        server.put(pod("db-0", "u1", "db"));
        start(SMALL_PAGES, heard);

        server.forget();
        server.setMute(true);
        server.delete(pod("db-0", "u1", "db"));
        server.put(pod("db-0", "u2", "db"));
        server.setMute(false);
        server.expireWatches();

        await().untilAsserted(() -> assertThat(heard.live()).containsExactly("Pod db-0 u2"));
        assertThat(heard.latest("Pod db-0 u1"))
                .satisfies(event -> assertThat(event.getValidToNs()).isEqualTo(NOW_NS));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingIsLostOrInventedWhileWatchesBreak(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, JsonNode> there = new HashMap<>();
        start(new WatchSettings(3, Duration.ofMinutes(30)), heard);
        int uids = 0;
        for (int step = 0; step < 120; step++) {
            String name = "p" + random.nextInt(12);
            JsonNode before = there.get(name);
            if (before != null && random.nextBoolean()) {
                there.remove(name);
                server.delete(before);
            } else {
                String uid = before == null
                        ? "u" + uids++
                        : before.path("metadata").path("uid").asString();
                JsonNode pod = pod(name, uid, "app" + random.nextInt(3));
                there.put(name, pod);
                server.put(pod);
            }
            switch (random.nextInt(10)) {
                case 0 -> server.closeWatches();
                case 1 -> server.expireWatches();
                case 2 -> {
                    server.closeWatches();
                    server.forget();
                }
                case 3 -> TimeUnit.MILLISECONDS.sleep(random.nextInt(20));
                default -> {
                    // The next change comes at once.
                }
            }
        }

        List<String> expected = there.entrySet().stream()
                .map(entry -> "Pod " + entry.getKey() + " "
                        + entry.getValue().path("metadata").path("uid").asString())
                .sorted()
                .toList();
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(heard.live()).isEqualTo(expected));
        assertThat(heard.latest().values())
                .filteredOn(event -> event.hasPod() && event.getValidToNs() == 0)
                .allSatisfy(event -> assertThat(event.getPod().getLabelsOrThrow("app"))
                        .isEqualTo(there.getOrDefault(event.getName(), pod("", "", ""))
                                .path("metadata")
                                .path("labels")
                                .path("app")
                                .asString()));
        assertThat(heard.events().stream().filter(InventoryEvent::hasSnapshotComplete))
                .hasSize(1);
    }

    @Test
    void refusedKindsAreSaidOnceAndTheOthersWork() throws Exception {
        server.refuse("/api/v1/nodes", 403);
        server.refuse("/apis/cilium.io/v2/ciliumnetworkpolicies", 404);
        server.put(pod("a", "u1", "web"));

        InventoryWatcher watcher = start(SMALL_PAGES, heard);

        assertThat(heard.live()).containsExactly("Pod a u1");
        assertThat(watcher.health())
                .filteredOn(health -> health.state() == KindHealth.State.SKIPPED)
                .extracting(health -> health.kind() + " " + health.status())
                .containsExactly("v1 Node 403", "cilium.io/v2 CiliumNetworkPolicy 404");
        assertThat(server.requests().stream().filter("GET /api/v1/nodes"::equals))
                .hasSize(1);
    }

    @Test
    void onlyListsAndWatchesOfTheStatedResourcesAreAskedFor() throws Exception {
        server.put(pod("a", "u1", "web"));

        start(SMALL_PAGES, heard);
        server.delete(pod("a", "u1", "web"));
        server.expireWatches();
        await().untilAsserted(() -> assertThat(heard.live()).isEmpty());

        assertThat(new TreeSet<>(server.requests()))
                .containsExactly(
                        "GET /api/v1/namespaces",
                        "GET /api/v1/nodes",
                        "GET /api/v1/pods",
                        "GET /api/v1/replicationcontrollers",
                        "GET /api/v1/services",
                        "GET /apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations",
                        "GET /apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
                        "GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                        "GET /apis/apiregistration.k8s.io/v1/apiservices",
                        "GET /apis/apps/v1/daemonsets",
                        "GET /apis/apps/v1/deployments",
                        "GET /apis/apps/v1/replicasets",
                        "GET /apis/apps/v1/statefulsets",
                        "GET /apis/batch/v1/cronjobs",
                        "GET /apis/batch/v1/jobs",
                        "GET /apis/cilium.io/v2/ciliumclusterwidenetworkpolicies",
                        "GET /apis/cilium.io/v2/ciliumnetworkpolicies",
                        "GET /apis/crd.projectcalico.org/v1/globalnetworkpolicies",
                        "GET /apis/crd.projectcalico.org/v1/networkpolicies",
                        "GET /apis/discovery.k8s.io/v1/endpointslices",
                        "GET /apis/networking.k8s.io/v1/networkpolicies",
                        "GET /apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies",
                        "GET /apis/policy.networking.k8s.io/v1alpha1/baselineadminnetworkpolicies",
                        "GET /apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies",
                        "GET /apis/projectcalico.org/v3/globalnetworkpolicies",
                        "GET /apis/projectcalico.org/v3/networkpolicies");
    }

    @Test
    void whatWentWhileNobodyWatchedGetsItsEndAndWhatStayedIsNotSentAgain() throws Exception {
        server.put(pod("gone", "u1", "web"));
        server.put(pod("stays", "u2", "web"));
        start(SMALL_PAGES, heard).close();
        server.delete(pod("gone", "u1", "web"));

        Heard second = new Heard();
        InventoryWatcher watcher = watcher(SMALL_PAGES, second);
        watcher.resume(List.copyOf(heard.latest().values()));
        watcher.start().get(20, TimeUnit.SECONDS);

        assertThat(second.events())
                .extracting(event -> event.getKind() + " " + event.getName() + " " + event.getValidToNs())
                .containsExactly("Pod gone " + NOW_NS, "Snapshot  0");
    }

    @Test
    void silentWatchIsListedAnew() throws Exception {
        server.put(pod("a", "u1", "web"));
        InventoryWatcher watcher = new InventoryWatcher(
                client, "prod", heard, new WatchSettings(10, Duration.ofMillis(300)), Clock.systemUTC());
        watchers.add(watcher);
        watcher.start().get(20, TimeUnit.SECONDS);

        server.setMute(true);
        server.delete(pod("a", "u1", "web"));
        server.put(pod("b", "u2", "web"));

        await().untilAsserted(() -> assertThat(heard.live()).containsExactly("Pod b u2"));
        assertThat(watcher.silence()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void ownerThatComesAfterItsPodIsFoundAndStaysWhenItIsGone() throws Exception {
        String owned = "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop, uid: u1, ownerReferences: ["
                + "{apiVersion: apps/v1, kind: ReplicaSet, name: canary-1, uid: rs, controller: true}]}}";
        String set = "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: canary-1, namespace: shop, uid: rs,"
                + " ownerReferences: [{apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: canary, uid: ro,"
                + " controller: true}]}, spec: {}}";
        server.put(tree(owned));
        start(SMALL_PAGES, heard);

        server.put(tree(set));
        await().untilAsserted(() -> assertThat(workload("Pod p u1")).isEqualTo("Rollout canary"));
        server.delete(tree(set));
        await().untilAsserted(() -> assertThat(heard.live()).containsExactly("Pod p u1"));
        server.put(tree(owned.replace("uid: u1,", "uid: u1, labels: {x: y},")));

        await().untilAsserted(() ->
                assertThat(heard.latest("Pod p u1").getPod().getLabelsMap()).containsKey("x"));
        assertThat(workload("Pod p u1")).isEqualTo("Rollout canary");
    }

    @Test
    void sinkThatThrowsFailsTheWatcher() {
        server.put(pod("a", "u1", "web"));
        InventoryWatcher watcher = watcher(SMALL_PAGES, event -> {
            throw new IllegalStateException("topic is gone");
        });

        assertThatThrownBy(() -> watcher.start().get(20, TimeUnit.SECONDS)).hasMessageContaining("topic is gone");
        assertThat(watcher.ended()).isCompletedExceptionally();
    }

    private String workload(String object) {
        InventoryEvent event = heard.latest(object);
        return event.getPod().getWorkloadKind() + " " + event.getPod().getWorkloadName();
    }

    private InventoryWatcher watcher(WatchSettings settings, Consumer<InventoryEvent> sink) {
        InventoryWatcher watcher =
                new InventoryWatcher(client, "prod", sink, settings, Clock.fixed(NOW, ZoneOffset.UTC));
        watchers.add(watcher);
        return watcher;
    }

    private InventoryWatcher start(WatchSettings settings, Consumer<InventoryEvent> sink) throws Exception {
        InventoryWatcher watcher = watcher(settings, sink);
        watcher.start().get(20, TimeUnit.SECONDS);
        return watcher;
    }

    private static JsonNode pod(String name, String uid, String app) {
        return tree("{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: shop, uid: %s, labels: {app: %s}}}"
                .formatted(name, uid, app));
    }

    private static JsonNode tree(String yaml) {
        return YamlTree.of(new Load(LoadSettings.builder().build()).loadFromString(yaml), yaml.length());
    }

    private static InventoryEvent withoutVersion(InventoryEvent event) {
        return event.toBuilder().clearResourceVersion().build();
    }
}
