package dev.weir.standalone.cli.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.standalone.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The commands over the project's own recording and the policies that {@code weir recommend} makes of it. */
class PolicyCommandsTest {

    private static final String CLUSTER = Recording.lab("inventory.yaml").toString();
    private static final String FLOWS = Recording.lab("flows.pmacct.jsonl").toString();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder = Path.of("");

    private static String recommended = "";
    private static String none = "";

    @BeforeAll
    static void recommend() throws IOException {
        Path policies = folder.resolve("recommended.yaml");
        Files.writeString(
                policies,
                CommandRun.of("recommend", FLOWS, "--inventory", CLUSTER).out());
        recommended = policies.toString();
        none = Files.writeString(folder.resolve("none.yaml"), "").toString();
    }

    @Test
    void listIsAnArrayOfConnectionsByWorkload() {
        CommandRun run = run("list", recommended, "-o", "json");

        assertThat(run.exitCode()).isZero();
        List<String> rows = new ArrayList<>();
        for (JsonNode row : JSON.readTree(run.out())) {
            assertThat(row.propertyNames()).containsExactly("src", "dst", "protocol", "ports");
            rows.add(row.toString());
        }
        assertThat(rows)
                .contains("{\"src\":\"shop/api[Deployment]\",\"dst\":\"data/db[StatefulSet]\","
                        + "\"protocol\":\"TCP\",\"ports\":[[5432,5432]]}");
    }

    @Test
    void withoutPoliciesEverythingIsOpen() {
        CommandRun run = run("list", none, "-o", "json");

        for (JsonNode row : JSON.readTree(run.out())) {
            assertThat(row.path("protocol").asString()).isEqualTo("all");
            assertThat(row.path("ports")).hasToString("[[1,65535]]");
        }
    }

    @Test
    void policiesDoNotDifferFromThemselves() {
        CommandRun run = run("diff", recommended, "--after", recommended, "-o", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(JSON.readTree(run.out()).path("gained").isEmpty()).isTrue();
        assertThat(JSON.readTree(run.out()).path("lost").isEmpty()).isTrue();
    }

    @Test
    void recommendingOnlyClosesWhatWasOpen() {
        CommandRun run = run("diff", none, "--after", recommended, "-o", "yaml");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("gained: []", "src: \"shop/toolbox[Deployment]\"");
    }

    @Test
    void oneClusterDoesNotDifferFromItselfByWorkload() {
        CommandRun run = run("diff", recommended, "--after", recommended, "--after-cluster", CLUSTER);

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void nothingThatPassedAndMakesARuleEscapesTheRecommendation() {
        CommandRun run = run("drift", recommended, "--flows", FLOWS, "--all");

        assertThat(run.out())
                .contains("PERMITTED   shop/web[Deployment] => shop/api[Deployment] : TCP 8080: observed and allowed");
        assertThat(run.out().lines().filter(line -> line.startsWith("ESCAPED")))
                .allMatch(line -> line.contains("shop/toolbox[Deployment] =>"));
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void findingsAreSarifWithTheFileOfTheirRule() {
        CommandRun run = run("coverage", recommended, "-o", "sarif");

        JsonNode log = JSON.readTree(run.out());
        assertThat(log.path("version").asString()).isEqualTo("2.1.0");
        assertThat(log.at("/runs/0/tool/driver/name").asString()).isEqualTo("weir");
        assertThat(run.exitCode()).isEqualTo(log.at("/runs/0/results").isEmpty() ? 0 : 1);
    }

    @Test
    void explanationIsInSentencesWithEvidence() {
        CommandRun run = run(
                "explain", recommended, "--from", pod("web"), "--to", pod("api"), "--port", "8080", "--flows", FLOWS);

        assertThat(run.out()).contains(" may connect to ", "NetworkPolicy shop/weir-api", "It was observed: ");
    }

    @Test
    void attacksAreDeniedMoreOftenThanBefore() {
        CommandRun run = run("attack", recommended, "--flows", FLOWS, "-o", "json");

        for (JsonNode row : JSON.readTree(run.out())) {
            assertThat(row.path("deniedBefore").doubleValue()).isZero();
            assertThat(row.path("deniedAfter").doubleValue()).isPositive();
        }
        assertThat(run("attack", recommended, "--fail-below", "100").exitCode()).isEqualTo(1);
    }

    @Test
    void expectedVerdictDecidesTheExitCode() {
        String[] probe = {"--from", pod("web"), "--to", pod("api"), "--port", "8080"};

        assertThat(eval(probe, "allowed").exitCode()).isZero();
        assertThat(eval(probe, "denied").exitCode()).isEqualTo(1);
    }

    private static CommandRun eval(String[] probe, String expected) {
        List<String> arguments = new ArrayList<>(List.of(probe));
        arguments.addAll(List.of("--expect", expected));
        return run("eval", recommended, arguments.toArray(String[]::new));
    }

    /** The first pod of a workload of namespace shop. */
    private static String pod(String workload) {
        String table = run("coverage", none, "-o", "json").out();
        assertThat(table).contains("shop/" + workload + "[Deployment]");
        try {
            return Files.readAllLines(Path.of(CLUSTER)).stream()
                    .map(String::strip)
                    .filter(line -> line.matches("name: " + workload + "-[a-z0-9]+-[a-z0-9]+"))
                    .map(line -> "shop/" + line.substring("name: ".length()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandRun run(String command, String policies, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--cluster", CLUSTER, "--policies", policies));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
