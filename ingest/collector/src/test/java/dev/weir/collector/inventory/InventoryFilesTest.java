package dev.weir.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Pod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InventoryFilesTest {
    private static final String POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: %s, labels: {app: %s}}\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void realPodsBelongToTheirDeploymentsAlthoughNoReplicaSetIsThere() {
        String root = System.getProperty("weir.root", "../..");
        Path shared = Path.of(System.getProperty("weir.shared", root + "/../shared"));
        Path file = shared.resolve("samples/k8s-inventory/ibm-nca-bookinfo_pods_list.json");
        Assumptions.assumeTrue(Files.isRegularFile(file), () -> "no sample at " + file.normalize());

        InventoryRead read = InventoryFiles.read(List.of(file), "bookinfo");

        assertThat(read.problems()).isEmpty();
        assertThat(read.events())
                .filteredOn(InventoryEvent::hasPod)
                .extracting(event ->
                        event.getPod().getWorkloadKind() + " " + event.getPod().getWorkloadName())
                .containsExactly(
                        "Deployment details-v1",
                        "Deployment productpage-v1",
                        "Deployment ratings-v1",
                        "Deployment reviews-v1",
                        "Deployment reviews-v2",
                        "Deployment reviews-v3");
        assertThat(read.events())
                .filteredOn(InventoryEvent::hasPod)
                .allSatisfy(event -> assertThat(event.getPod().getIpsList()).hasSize(1));
    }

    @Test
    void manifestWithoutStatusIsPodWithoutAddressesInTheDefaultNamespace() {
        InventoryRead read = Reading.read(folder, POD.formatted("a", "web"));

        InventoryEvent event = Reading.event(read, "Pod", "a");
        assertThat(event.getNamespace()).isEqualTo("default");
        assertThat(event.getPod())
                .isEqualTo(Pod.newBuilder().putLabels("app", "web").build());
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void brokenDocumentDoesNotTakeItsNeighboursAlong() {
        InventoryRead read = Reading.read(
                folder, POD.formatted("a", "x") + "---\nkind: [\n  broken\n--- # next\n" + POD.formatted("b", "x"));

        assertThat(read.events()).extracting(InventoryEvent::getName).containsExactly("a", "b", "");
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.document()).isEqualTo(2);
            assertThat(problem.message()).startsWith("is no YAML at line 7");
        });
    }

    @Test
    void unquotedNumberIsNoLabelAndTheProblemSaysWhere() {
        InventoryRead read = Reading.read(folder, POD.formatted("a", "1.10"));

        assertThat(read.events()).hasSize(1);
        assertThat(read.problems())
                .extracting(Problem::toString)
                .containsExactly(folder.resolve("in.yaml") + ", document 1, Pod a: metadata.labels.app \"1.1\" is not"
                        + " what the API has here; the object is left out; a text that looks like a number or like true"
                        + " needs quotes");
    }

    @Test
    void whatNoInventoryNeedsMayBeBroken() {
        InventoryRead read = Reading.read(folder, """
                apiVersion: v1
                kind: Pod
                metadata: {name: a, annotations: {x: 5}}
                spec: {containers: [{name: c, tty: yes, env: [{name: E, value: 1.10}], ports: [{containerPort: 80}]}]}
                status: {conditions: [{type: Ready, status: True}]}
                """);

        assertThat(read.problems()).isEmpty();
        assertThat(Reading.event(read, "Pod", "a").getPod().getPortsCount()).isEqualTo(1);
    }

    @Test
    void badAddressAndBadPortLeaveTheRestOfThePod() {
        InventoryRead read = Reading.read(folder, """
                apiVersion: v1
                kind: PodList
                items:
                - metadata: {name: a, creationTimestamp: yesterday}
                  spec:
                    containers:
                    - ports: [{containerPort: 70000}, {containerPort: 80}, {containerPort: 81, protocol: QUIC}]
                  status: {podIPs: [{ip: 10.0.0.300}, {ip: 10.0.0.3}], hostIP: 010.1.2.3}
                """);

        assertThat(Reading.event(read, "Pod", "a").getPod().getIpsList()).containsExactly(Reading.ip("10.0.0.3"));
        assertThat(Reading.event(read, "Pod", "a").getPod().getPortsCount()).isEqualTo(1);
        assertThat(read.problems())
                .extracting(problem -> problem.path() + " " + problem.value())
                .containsExactly(
                        "items[0].metadata.creationTimestamp yesterday",
                        "items[0].spec.containers[0].ports[0].containerPort 70000",
                        "items[0].spec.containers[0].ports[2].protocol QUIC",
                        "items[0].status.hostIP 010.1.2.3",
                        "items[0].status.podIPs[0].ip 10.0.0.300");
    }

    @Test
    void evictedPodDoesNotKeepItsAddress() {
        InventoryRead read = Reading.read(folder, """
                apiVersion: v1
                kind: Pod
                metadata: {name: a, creationTimestamp: "2026-01-01T00:00:00Z"}
                status: {phase: Failed, reason: Evicted, podIP: 10.0.0.3}
                """);

        InventoryEvent event = Reading.event(read, "Pod", "a");
        assertThat(event.getValidToNs()).isPositive().isEqualTo(event.getValidFromNs());
    }

    @Test
    void itemsOfTypedListTakeItsKindEvenWhereKubectlWritesTheKindLast() {
        Path json = Reading.file(folder, "pods.json", """
                {"apiVersion": "v1", "items": [{"metadata": {"name": "a"}}, {"metadata": {"name": "b"}}],
                 "kind": "PodList", "metadata": {}}
                {"kind": "Namespace", "apiVersion": "v1", "metadata": {"name": "n"}}
                """);

        InventoryRead read = InventoryFiles.read(List.of(json), "prod");

        assertThat(read.events())
                .extracting(event -> event.getKind() + " " + event.getName())
                .containsExactly("Namespace n", "Pod a", "Pod b", "Snapshot ");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void jsonThatIsCutOffGivesWhatCameBeforeAndOneProblem() {
        Path json = Reading.file(
                folder,
                "pods.json",
                "{\"apiVersion\":\"v1\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}},{\"api");

        InventoryRead read = InventoryFiles.read(List.of(json), "prod");

        assertThat(read.events()).extracting(InventoryEvent::getName).containsExactly("a", "");
        assertThat(read.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .startsWith("is no JSON at line 1"));
    }

    @Test
    void anchorsAreWrittenOut() {
        InventoryRead read = Reading.read(folder, """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  selector: {matchLabels: &labels {app: web}}
                  template: {metadata: {labels: *labels}}
                """);

        assertThat(Reading.workload(read, "Deployment", "web").getWorkload().getTemplateLabelsMap())
                .containsExactly(Map.entry("app", "web"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "---\n---\n# nothing\n",
                "just text",
                "- a\n- b",
                "[1, 2]",
                "{",
                "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"items\": 5}",
                "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"items\": [null, 3]}",
                "kind: Pod\napiVersion: v1\nmetadata: null",
                "kind: Pod\napiVersion: v1\nmetadata: 7",
                "kind: Pod\napiVersion: v1\nmetadata: {name: a, labels: {x: null}}\nspec: {containers: [null]}",
                "a: &a [*a]",
                "? [x, y]\n: z",
                "!!java.lang.Runtime {}",
                "kind: Pod\nkind: Node\napiVersion: v1",
                "kind: Pod\napiVersion: v1\nmetadata: {name: 5}"
            })
    void nothingInFileThrows(String text) {
        InventoryRead read = Reading.read(folder, text);

        assertThat(read.events().get(read.events().size() - 1).hasSnapshotComplete())
                .isTrue();
    }

    @Test
    void deepNestingAndAliasBombsAreProblems() {
        StringBuilder bomb = new StringBuilder("l0: &l0 [a, a]\n");
        for (int level = 1; level <= 25; level++) {
            bomb.append("l%d: &l%d [*l%d, *l%d]%n".formatted(level, level, level - 1, level - 1));
        }
        Path deep = Reading.file(folder, "deep.yaml", "a: " + "[".repeat(20_000));
        Path wide = Reading.file(folder, "wide.yaml", bomb.toString());

        InventoryRead read = InventoryFiles.read(List.of(deep, wide), "prod");

        assertThat(read.events()).hasSize(1);
        assertThat(read.problems()).hasSize(2);
    }

    @Test
    void bytesThatAreNoTextAreProblem() throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.write(file, new byte[] {'a', (byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(InventoryFiles.read(List.of(file), "prod").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).isEqualTo("is no text in UTF-8"));
    }

    @Test
    void sixteenBitTextOfWindowsShellIsRead() throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.write(file, ("\uFEFF" + POD.formatted("a", "x")).getBytes(StandardCharsets.UTF_16LE));

        assertThat(InventoryFiles.read(List.of(file), "prod").events()).hasSize(2);
    }

    @Test
    void folderIsReadWithThoseBelowButNotHiddenOnes() throws IOException {
        Files.createDirectories(folder.resolve("below"));
        Files.createDirectories(folder.resolve(".git"));
        Reading.file(folder, "a.yaml", POD.formatted("a", "x"));
        Reading.file(folder, "below/b.yml", POD.formatted("b", "x"));
        Reading.file(folder, ".git/c.yaml", POD.formatted("c", "x"));
        Reading.file(folder, "README.md", "text");

        InventoryRead read = InventoryFiles.read(List.of(folder), "prod");

        assertThat(read.events()).extracting(InventoryEvent::getName).containsExactly("a", "b", "");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void missingFileAndEmptyFolderAreProblems() {
        InventoryRead read = InventoryFiles.read(List.of(folder, folder.resolve("no.yaml")), "prod");

        assertThat(read.problems())
                .extracting(Problem::message)
                .containsExactly("holds no .yaml, .yml or .json file", "does not exist");
    }

    @Test
    void dashIsStandardInput() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(POD.formatted("a", "x").getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(InventoryFiles.read(List.of(Path.of("-")), "prod").events())
                    .hasSize(2);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void ofTwoVersionsOfOneObjectTheNewerStaysAndSaysSo() {
        String version = "apiVersion: v1\nkind: Pod\nmetadata: {name: a, uid: u, resourceVersion: \"%s\"}\n";
        Path newer = Reading.file(folder, "1.yaml", version.formatted("10"));
        Path older = Reading.file(folder, "2.yaml", version.formatted("9"));
        Path same = Reading.file(folder, "3.yaml", version.formatted("10"));

        InventoryRead read = InventoryFiles.read(List.of(older, same, newer), "prod");

        assertThat(Reading.event(read, "Pod", "a").getResourceVersion()).isEqualTo("10");
        assertThat(read.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .isEqualTo("is there twice and differs"));
    }

    @Test
    void workloadsOfOneNameAndNoUidStayApart() {
        String manifest = "apiVersion: apps/v1\nkind: %s\nmetadata: {name: web}\nspec: {}\n";
        InventoryRead read =
                Reading.read(folder, manifest.formatted("Deployment") + "---\n" + manifest.formatted("StatefulSet"));

        assertThat(read.events()).hasSize(3);
        assertThat(read.events()).extracting(InventoryEvent::getUid).doesNotHaveDuplicates();
    }
}
