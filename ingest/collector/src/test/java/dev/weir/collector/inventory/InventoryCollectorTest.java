package dev.weir.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.broker.Broker;
import dev.weir.broker.TopicCreator;
import dev.weir.broker.testing.TestBroker;
import dev.weir.schemas.Topics;
import dev.weir.v1.InventoryEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole way from an API server to a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InventoryCollectorTest {
    private final Broker broker = TestBroker.start();
    private final TestingApiServer server = new TestingApiServer();
    private final KubernetesClient client = server.client();

    @BeforeAll
    void makeTopic() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicCreator.create(admin, List.of(Topics.INVENTORY));
        }
    }

    @AfterAll
    void close() {
        client.close();
        server.close();
        broker.close();
    }

    @Test
    void collectorThatIsStartedAgainGivesAnEndToWhatWentInBetween() throws Exception {
        server.put(pod("gone", "u1"));
        server.put(pod("stays", "u2"));
        try (InventoryCollector first = collector("prod")) {
            first.start().get(60, TimeUnit.SECONDS);
            server.put(pod("late", "u3"));
            await().untilAsserted(() -> assertThat(onTopic("prod")).containsExactly("gone 0", "stays 0", "late 0"));
        }
        server.delete(pod("gone", "u1"));

        try (InventoryCollector second = collector("prod")) {
            second.start().get(60, TimeUnit.SECONDS);
            assertThat(onTopic("prod"))
                    .hasSize(3)
                    .startsWith("stays 0", "late 0")
                    .anyMatch(pod -> pod.matches("gone \\d{19}"));
            assertThat(second.health()).allMatch(kind -> kind.state() == KindHealth.State.WATCHING);
        }
        assertThat(onTopic("other")).isEmpty();
    }

    @Test
    void closedCollectorEndsItsRun() throws Exception {
        InventoryCollector collector = collector("closed");
        collector.start().get(60, TimeUnit.SECONDS);
        CompletableFuture<Boolean> run = CompletableFuture.supplyAsync(() -> {
            try {
                collector.await();
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });

        collector.close();

        assertThat(run.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void missingTopicIsSaidBeforeAnythingIsWatched() {
        Properties connection = connection();
        assertThatThrownBy(() -> new InventoryCollector(
                        client, "prod", connection, "weir.nothing", Duration.ofDays(7), WatchSettings.DEFAULTS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("topic \"weir.nothing\" does not exist");
    }

    private InventoryCollector collector(String cluster) {
        return new InventoryCollector(
                client,
                cluster,
                connection(),
                Topics.INVENTORY.name(),
                Topics.FLOWS.retention(),
                WatchSettings.DEFAULTS);
    }

    private List<String> onTopic(String cluster) {
        try (Consumer<String, byte[]> consumer = InventoryTopic.consumer(connection())) {
            return InventoryTopic.read(consumer, Topics.INVENTORY.name(), cluster).stream()
                    .filter(InventoryEvent::hasPod)
                    .map(event -> event.getName() + " " + event.getValidToNs())
                    .toList();
        }
    }

    private Properties connection() {
        Properties connection = new Properties();
        connection.put("bootstrap.servers", broker.bootstrapServers());
        return connection;
    }

    private static JsonNode pod(String name, String uid) {
        return JsonMapper.shared()
                .readTree("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
                        + "\",\"namespace\":\"shop\",\"uid\":\"" + uid + "\"}}");
    }
}
