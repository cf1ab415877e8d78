package dev.weir.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.inventory.InventoryFiles;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.landscape.LandscapeBuilder;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.parse.PolicyParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The policies learned from the recording against the scenario's own statement of what was meant: {@code truth.json} is
 * written from the tables that drove the clients, never from the recording.
 */
class LabTruthTest {
    private final JsonNode truth = read("truth.json");

    @Test
    void policiesAllowWhatWasMeantAndNothingThatWasNot(@TempDir Path folder) throws IOException {
        assertThat(Weir.run(
                        "recommend",
                        Recording.lab("flows.pmacct.jsonl").toString(),
                        "--inventory",
                        Recording.lab("inventory.yaml").toString(),
                        "--cluster",
                        "lab",
                        "--include-protected",
                        "--out",
                        folder.toString()))
                .isZero();
        Landscape landscape = landscape();
        PlainEvaluator evaluator = new PlainEvaluator(landscape.cluster(), policies(folder));
        LabEnds ends = new LabEnds(landscape);

        List<String> wronglyDenied = new ArrayList<>();
        for (JsonNode edge : truth.path("edges")) {
            for (Probe probe : ends.probes(edge)) {
                if (!evaluator.allows(probe)) {
                    wronglyDenied.add(edge + " " + evaluator.verdict(probe).explain());
                }
            }
        }
        List<String> wronglyAllowed = new ArrayList<>();
        for (JsonNode attempt : truth.path("mustNotAllow")) {
            for (Probe probe : ends.probes(attempt)) {
                if (evaluator.allows(probe)) {
                    wronglyAllowed.add(attempt.toString());
                }
            }
        }

        assertThat(truth.path("edges").size()).isGreaterThan(20);
        assertThat(wronglyDenied).isEmpty();
        assertThat(wronglyAllowed).isEmpty();
        JsonNode edges = new ObjectMapper()
                .readTree(Files.readAllBytes(folder.resolve("report.json")))
                .path("clusters")
                .get(0)
                .path("edges");
        assertThat(edges.path("accepted").asInt())
                .as("accepted edges are the scenario's edges and the node's probes, no more")
                .isEqualTo(truth.path("edges").size() + truth.path("probes").size());
    }

    private static Landscape landscape() {
        LandscapeBuilder builder = new LandscapeBuilder();
        InventoryFiles.read(List.of(Recording.lab("inventory.yaml")), "lab")
                .events()
                .forEach(builder::apply);
        return builder.build();
    }

    private static List<NetworkPolicy> policies(Path folder) throws IOException {
        List<NetworkPolicy> policies = new ArrayList<>();
        for (String yaml : Folder.policies(folder).values()) {
            policies.addAll(PolicyParser.parse(yaml).orElseThrow().policies());
        }
        assertThat(policies).hasSizeGreaterThan(8);
        return policies;
    }

    private static JsonNode read(String name) {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(Recording.lab(name)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Protocol protocol(JsonNode edge) {
        return Protocol.valueOf(edge.path("protocol").asString(""));
    }
}
