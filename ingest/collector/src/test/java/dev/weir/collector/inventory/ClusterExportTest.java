package dev.weir.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.InventoryEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

final class ClusterExportTest {
    private final TestingApiServer server = new TestingApiServer();
    private final KubernetesClient client = server.client();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void exportReadBackGivesTheSameEvents() throws IOException {
        for (JsonNode object : tree(Reading.shop()).path("items")) {
            if (!Set.of("Secret", "Endpoints").contains(object.path("kind").asString())) {
                server.put(object);
            }
        }

        StringWriter text = new StringWriter();
        ClusterExport.Exported exported = new ClusterExport(client, 2).write(text);

        InventoryRead read = Reading.read(folder, text.toString());
        assertThat(read.problems()).isEmpty();
        assertThat(exported.objects()).isEqualTo(read.events().size() - 1);
        assertThat(withoutVersion(read.events()))
                .containsExactlyElementsOf(withoutVersion(Reading.read(folder, Reading.shop()).events().stream()
                        .filter(event -> !event.getName().equals("outside"))
                        .toList()));
        assertThat(new TreeSet<>(server.requests())).allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void nothingThatMayBeSecretIsWritten() throws IOException {
        server.put(tree("""
                apiVersion: v1
                kind: Pod
                metadata: {name: a, namespace: shop, uid: u, annotations: {x: SECRET}, managedFields: [{manager: SECRET}]}
                spec:
                  containers:
                  - {name: c, image: i, args: [SECRET], env: [{name: E, value: SECRET}], ports: [{containerPort: 80}]}
                status:
                  phase: Failed
                  message: SECRET
                  containerStatuses:
                  - {name: c, state: {terminated: {message: SECRET, finishedAt: "2026-01-01T00:00:00Z"}}}
                """));

        StringWriter text = new StringWriter();
        new ClusterExport(client, 500).write(text);

        assertThat(text.toString()).doesNotContain("SECRET").contains("containerPort: 80");
        InventoryEvent pod = Reading.event(Reading.read(folder, text.toString()), "Pod", "a");
        assertThat(pod.getValidToNs()).isPositive();
    }

    @Test
    void labelsThatLookLikeSomethingElseStayText() throws IOException {
        List<String> values =
                List.of("true", "on", "y", "NO", "null", "1e3", "0x1F", "010", "1.10", "~", "2024-01-01", "");
        for (int i = 0; i < values.size(); i++) {
            server.put(tree("{apiVersion: v1, kind: Pod, metadata: {name: p%02d, namespace: n, labels: {v: '%s'}}}"
                    .formatted(i, values.get(i))));
        }

        StringWriter text = new StringWriter();
        new ClusterExport(client, 500).write(text);

        assertThat(Reading.read(folder, text.toString()).events())
                .filteredOn(InventoryEvent::hasPod)
                .extracting(event -> event.getPod().getLabelsOrThrow("v"))
                .containsExactlyElementsOf(values);
    }

    @Test
    void refusedKindsAreInTheReport() throws IOException {
        server.refuse("/api/v1/nodes", 403);

        assertThat(new ClusterExport(client, 500).write(new StringWriter()).refused())
                .containsOnlyKeys("v1 Node")
                .containsValue(403);
    }

    private static JsonNode tree(String yaml) {
        return YamlTree.of(new Load(LoadSettings.builder().build()).loadFromString(yaml), yaml.length());
    }

    private static List<InventoryEvent> withoutVersion(List<InventoryEvent> events) {
        return events.stream()
                .filter(event -> !event.hasSnapshotComplete())
                .map(event -> event.toBuilder().clearResourceVersion().build())
                .toList();
    }
}
