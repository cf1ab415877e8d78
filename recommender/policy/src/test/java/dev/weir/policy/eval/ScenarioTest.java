package dev.weir.policy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.parse.ClusterParser;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder under {@code scenarios} shows one part of the semantics: a cluster, its policies, and for each
 * connection the verdict with its reasons. {@code -Dupdate} writes the verdicts behind the connections; read them
 * before you commit them.
 */
class ScenarioTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final Pattern CONNECTION =
            Pattern.compile("(?<from>\\S+) -> (?<to>\\S+) (?<port>[0-9]+)/(?<protocol>[A-Z]+)");

    @TestFactory
    List<DynamicTest> everyScenarioHolds() throws IOException {
        try (Stream<Path> folders = Files.list(SCENARIOS)) {
            return folders.sorted()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> holds(folder)))
                    .toList();
        }
    }

    private static void holds(Path folder) throws IOException {
        Cluster cluster =
                ClusterParser.parse(text(folder.resolve("cluster.yaml"))).orElseThrow();
        PolicySet policies =
                PolicyParser.parse(text(folder.resolve("policies.yaml"))).orElseThrow();
        PlainEvaluator plain = new PlainEvaluator(cluster, policies.policies(), policies.clusterPolicies());
        FastEvaluator fast = new FastEvaluator(cluster, policies.policies(), policies.clusterPolicies());
        Path expected = folder.resolve("expected.txt");

        List<Probe> probes = text(expected).lines().map(ScenarioTest::probe).toList();
        String found =
                probes.stream().map(probe -> line(probe, plain.verdict(probe))).reduce("", String::concat);

        if (System.getProperty("update") != null) {
            Files.writeString(expected, found);
        }
        assertThat(found).isEqualTo(text(expected));
        assertThat(probes).allSatisfy(probe -> assertThat(fast.allows(probe)).isEqualTo(plain.allows(probe)));
    }

    private static String line(Probe probe, Verdict verdict) {
        return probe.from() + " -> " + probe.to() + " " + probe.port() + "/" + probe.protocol() + " is "
                + verdict.explain() + "\n";
    }

    private static Probe probe(String line) {
        Matcher matcher = CONNECTION.matcher(line);
        assertThat(matcher.lookingAt()).as(line).isTrue();
        return new Probe(
                Party.parse(matcher.group("from")),
                Party.parse(matcher.group("to")),
                Integer.parseInt(matcher.group("port")),
                Protocol.valueOf(matcher.group("protocol")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
