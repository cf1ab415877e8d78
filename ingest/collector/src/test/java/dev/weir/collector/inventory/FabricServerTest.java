package dev.weir.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.time.Clock;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Against fabric8's own server with a store behind it, which we have not written. */
final class FabricServerTest {

    @Test
    void addedChangedAndDeletedPodsAreSeen() throws Exception {
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        server.init();
        Heard heard = new Heard();
        try (KubernetesClient client = server.createClient();
                InventoryWatcher watcher =
                        new InventoryWatcher(client, "prod", heard, WatchSettings.DEFAULTS, Clock.systemUTC())) {
            client.resource(pod("a", "web")).create();
            watcher.start().get(20, TimeUnit.SECONDS);
            client.resource(pod("b", "web")).create();
            client.resource(pod("b", "api")).update();
            client.resource(pod("a", "web")).delete();

            await().untilAsserted(() -> {
                assertThat(heard.live()).hasSize(1).first().asString().startsWith("Pod b ");
                assertThat(heard.latest(heard.live().get(0)).getPod().getLabelsMap())
                        .containsEntry("app", "api");
            });
        } finally {
            server.destroy();
        }
    }

    private static Pod pod(String name, String app) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("shop")
                .addToLabels("app", app)
                .endMetadata()
                .build();
    }
}
