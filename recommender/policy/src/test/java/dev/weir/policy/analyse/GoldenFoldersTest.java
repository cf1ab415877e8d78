package dev.weir.policy.analyse;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.ClusterParser;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
import dev.weir.policy.parse.SnapshotPart;
import dev.weir.v1.ObservedEdge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders with a cluster, policies and edges, and what every analysis says of them; {@code -Dupdate} writes it anew. */
class GoldenFoldersTest {

    private static final Path FOLDERS = Path.of("src/test/resources/analyse");

    static Stream<Path> folders() throws IOException {
        return Files.list(FOLDERS).sorted();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyAnalysisSaysWhatTheFolderShows(Path folder) throws IOException {
        Snapshot snapshot = SnapshotPart.join(
                List.of(ClusterParser.parsePart(text(folder, "cluster.yaml")).orElseThrow()));
        PolicySet policies = PolicyParser.parse(text(folder, "policies.yaml")).orElseThrow();
        List<ObservedEdge> edges = TestingEdges.parse(text(folder, "edges.txt"));

        check(folder, "list.txt", list(Connectivity.of(snapshot, policies).connections()));
        check(folder, "diff.txt", diff(snapshot, policies));
        check(folder, "explain.txt", explain(snapshot, policies, edges, text(folder, "probes.txt")));
        check(folder, "coverage.txt", coverage(Coverage.of(snapshot, policies, edges)));
        check(folder, "drift.txt", drift(Drift.of(snapshot, policies, edges)));
        check(folder, "attack.txt", attack(snapshot, policies, edges));
        check(folder, "over-permission.txt", overPermission(OverPermission.of(snapshot, policies, edges)));
    }

    private static String list(List<AllowedConnections> connections) {
        return connections.stream().map(it -> it + "\n").collect(joining());
    }

    /** What happens if the last policy goes. */
    private static String diff(Snapshot snapshot, PolicySet policies) {
        PolicySet fewer = new PolicySet(
                policies.policies().subList(0, policies.policies().size() - 1), policies.clusterPolicies());
        ConnectivityDiff diff = ConnectivityDiff.of(snapshot, policies, fewer);
        return "gained\n" + list(diff.gained()) + "lost\n" + list(diff.lost());
    }

    private static String explain(Snapshot snapshot, PolicySet policies, List<ObservedEdge> edges, String probes) {
        return probes.lines()
                .map(line -> line.split(" "))
                .map(word -> new Probe(
                        Party.parse(word[0]),
                        Party.parse(word[1]),
                        Integer.parseInt(word[3]),
                        Protocol.valueOf(word[2])))
                .map(probe -> Explanation.of(snapshot, policies, probe, edges).sentences())
                .map(sentences -> String.join("\n", sentences) + "\n")
                .collect(joining("\n"));
    }

    private static String coverage(Coverage coverage) {
        StringBuilder text = new StringBuilder();
        coverage.namespaces().forEach(it -> text.append(it).append('\n'));
        coverage.workloads().forEach(it -> text.append(it).append('\n'));
        coverage.rules()
                .forEach(it ->
                        text.append(it.kind()).append(' ').append(it.sentence()).append('\n'));
        return text.toString();
    }

    private static String drift(Drift drift) {
        return drift.findings().stream()
                .map(it -> (it instanceof Drift.Finding.AboutEdge edge
                                ? edge.kind().toString()
                                : ((Drift.Finding.AboutRule) it)
                                        .finding()
                                        .kind()
                                        .toString())
                        + " " + it.sentence() + "\n")
                .collect(joining());
    }

    private static String attack(Snapshot snapshot, PolicySet policies, List<ObservedEdge> edges) {
        PolicySet none = new PolicySet(List.of(), List.of());
        return AttackSimulation.run(snapshot, none, policies, edges).outcomes().stream()
                .map(it -> String.format(
                        Locale.ROOT,
                        "%s: %d attempts, %d denied before, %d after; %s%n",
                        it.attack(),
                        it.attempts(),
                        it.deniedBefore(),
                        it.deniedAfter(),
                        it.examples()))
                .collect(joining());
    }

    private static String overPermission(OverPermission over) {
        String classes = over.byClass().entrySet().stream()
                .map(it -> it.getKey() + " " + it.getValue() + "\n")
                .collect(joining());
        return classes + String.format(Locale.ROOT, "total %s%nweighted %.6f%n", over.total(), over.weighted());
    }

    private static void check(Path folder, String name, String actual) throws IOException {
        Path file = folder.resolve(name);
        if (System.getProperty("update") != null) {
            Files.writeString(file, actual);
        }
        assertThat(Files.readString(file)).isEqualTo(actual);
    }

    private static String text(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
