package dev.weir.standalone.cli.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.standalone.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reachability tables of other projects through {@code weir eval}, as somebody else would run them. */
class EvalSuitesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder = Path.of("");

    /** @param every how many cases are passed over for each that is run */
    @ParameterizedTest
    @CsvSource({
        "k8s-e2e-netpol-as-written, 1, ALWAYS_ALLOWED",
        "np-guard-eval-recipes, 4, ALWAYS_ALLOWED",
        "cnp-conformance, 4, ALWAYS_ALLOWED",
        "cyclonus, 30, BY_RULES"
    })
    void everyRowGetsTheVerdictOfItsProject(String set, int every, String ownTraffic) throws IOException {
        Optional<Path> suite = Recording.shared("suites/netpol/" + set);
        Assumptions.assumeTrue(suite.isPresent(), () -> "no suite " + set + " beside the checkout");
        int rows = 0;
        List<Path> cases = children(suite.orElseThrow());
        for (int i = 0; i < cases.size(); i += every) {
            for (Path step : children(cases.get(i))) {
                if (step.getFileName().toString().startsWith("step-")) {
                    rows += check(step, ownTraffic);
                }
            }
        }
        assertThat(rows).isPositive();
    }

    private int check(Path step, String ownTraffic) throws IOException {
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode row : JSON.readTree(Files.readString(step.resolve("expected.json")))) {
            boolean self = row.path("from").equals(row.path("to"));
            if (!self || ownTraffic.equals("BY_RULES")) {
                rows.add((ObjectNode) row);
            }
        }
        Path probes = folder.resolve("probes.jsonl");
        Files.write(probes, rows.stream().map(EvalSuitesTest::probe).toList());

        CommandRun run = CommandRun.of(
                "eval",
                "--cluster",
                step.resolve("cluster.yaml").toString(),
                "--policies",
                step.resolve("policies.yaml").toString(),
                "--probes",
                probes.toString(),
                "--own-traffic",
                ownTraffic,
                "-o",
                "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> answers = run.out().lines().toList();
        assertThat(answers).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            check(step, rows.get(i), JSON.readTree(answers.get(i)));
        }
        return rows.size();
    }

    private static void check(Path step, ObjectNode row, JsonNode answer) {
        for (String field : List.of("from", "to", "port", "protocol", "allowed")) {
            assertThat(answer.path(field))
                    .as("%s of %s in %s", field, row, step)
                    .isEqualTo(row.path(field));
        }
        boolean both =
                answer.path("ingress").booleanValue() && answer.path("egress").booleanValue();
        assertThat(both).isEqualTo(answer.path("allowed").booleanValue());
        assertThat(answer.path("because").isEmpty()).isFalse();
    }

    private static String probe(ObjectNode row) {
        ObjectNode probe = JSON.createObjectNode();
        List.of("from", "to", "port", "protocol").forEach(field -> probe.set(field, row.path(field)));
        return JSON.writeValueAsString(probe);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }
}
