package dev.weir.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code weir recommend} over real captures, and its manners. */
class OfflineTest {
    private static final List<String> CAPTURES = List.of(
            "cilium-docs-exporter-fieldmask-dropped",
            "hubble-otel-basic-sample-10-flows",
            "hubble-otel-basic-sample-330-dns-flows",
            "hubble-otel-basic-sample-348-http-flows",
            "hubble-otel-basic-sample-400-icmpv4-flows",
            "hubble-otel-basic-sample-400-l7-redirected-flows",
            "hubble-otel-basic-sample-400-tcp-flows",
            "hubble-otel-basic-sample-400-udp-flows",
            "hubble-otel-basic-sample-5-dns-flows",
            "hubble-otel-basic-sample-5-http-flows");

    @TempDir
    Path folder;

    /** What each capture gives stands in a golden file; {@code -Dupdate} rewrites it. */
    @TestFactory
    Stream<DynamicTest> realCapturesGiveWhatTheyGave() {
        return CAPTURES.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Optional<Path> capture = Recording.shared("samples/hubble/" + name + ".jsonl");
                    assumeTrue(capture.isPresent(), "the capture is not beside this checkout");
                    Path out = folder.resolve(name);

                    assertThat(Weir.run("recommend", capture.get().toString(), "--out", out.toString()))
                            .isZero();

                    Golden.assertEqual("captures/" + name + ".json", Files.readString(out.resolve("report.json")));
                    Golden.assertEqual(
                            "captures/" + name + ".yaml",
                            String.join("---\n", Folder.policies(out).values()));
                    assertThat(Files.readString(out.resolve("report.md"))).doesNotContain("not accounted for");
                }));
    }

    /** The figures that the capture's own description gives: 14 pairs of ends, all on their true port. */
    @Test
    void bookinfoHasTheFourteenPairsThatItsDescriptionNames() throws IOException {
        Optional<Path> capture = Recording.shared("samples/hubble/hubble-otel-basic-sample-400-tcp-flows.jsonl");
        assumeTrue(capture.isPresent(), "the capture is not beside this checkout");

        JsonNode report =
                json("recommend", capture.get().toString(), "-o", "json").path("report");

        JsonNode edges = report.path("clusters")
                .valueStream()
                .filter(cluster -> cluster.path("cluster").asString("").equals("kind-kind"))
                .findFirst()
                .orElseThrow()
                .path("edges");
        assertThat(edges.path("pairsTold").asInt()).isEqualTo(14);
        // Two of the pairs name a pod by its labels alone that another pair names by its name.
        assertThat(edges.path("accepted").asInt()).isEqualTo(12);
        assertThat(edges.path("held").asInt()).isZero();
    }

    @Test
    void publishedValuesFollowTheirSchema() throws IOException {
        JsonNode document = json(
                "recommend",
                Recording.lab("flows.pmacct.jsonl").toString(),
                "--inventory",
                Recording.lab("inventory.yaml").toString(),
                "-o",
                "json");

        assertThat(document.path("items").size()).isPositive();
        for (JsonNode item : document.path("items")) {
            assertThat(PublishedSchema.problems(item.toString())).isEmpty();
        }
    }

    @Test
    void missingFileAndUnknownFormatAreExplained() throws IOException {
        Path nonsense = Files.writeString(folder.resolve("nonsense.txt"), "neither flow nor JSON\n");

        assertThat(Weir.run("recommend", folder.resolve("missing.jsonl").toString()))
                .isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(Weir.run("recommend", nonsense.toString())).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(Weir.run("recommend", nonsense.toString(), "--format", "hubbel"))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(Weir.run("recommend")).isEqualTo(ExitCodes.USAGE);
        assertThat(Weir.run("up", "--parallelism", "many")).isEqualTo(ExitCodes.USAGE);
    }

    private static JsonNode json(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(Weir.run(arguments)).isZero();
        } finally {
            System.setOut(before);
        }
        return new ObjectMapper().readTree(printed.toString(StandardCharsets.UTF_8));
    }
}
