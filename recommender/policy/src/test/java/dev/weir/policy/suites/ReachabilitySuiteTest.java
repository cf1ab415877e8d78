package dev.weir.policy.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.eval.Evaluator;
import dev.weir.policy.eval.FastEvaluator;
import dev.weir.policy.eval.OwnTraffic;
import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.parse.ClusterParser;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reachability tables of other projects, row by row, through both evaluators. */
class ReachabilitySuiteTest {

    @TestFactory
    Stream<DynamicTest> kubernetesEndToEnd() {
        return cases("k8s-e2e-netpol-as-written", OwnTraffic.ALWAYS_ALLOWED);
    }

    @TestFactory
    Stream<DynamicTest> cyclonus() {
        // This tool judges the traffic of a pod with itself by the rules.
        return cases("cyclonus", OwnTraffic.BY_RULES);
    }

    @TestFactory
    Stream<DynamicTest> recipes() {
        return cases("np-guard-eval-recipes", OwnTraffic.ALWAYS_ALLOWED);
    }

    @TestFactory
    Stream<DynamicTest> clusterNetworkPolicyConformance() {
        return cases("cnp-conformance", OwnTraffic.ALWAYS_ALLOWED);
    }

    private static Stream<DynamicTest> cases(String set, OwnTraffic ownTraffic) {
        return SharedSuites.tests(set, folder -> everyRowOfEveryStepAgrees(folder, ownTraffic));
    }

    private static void everyRowOfEveryStepAgrees(Path folder, OwnTraffic ownTraffic) {
        for (Path step : SharedSuites.children(folder)) {
            if (step.getFileName().toString().startsWith("step-")) {
                everyRowAgrees(step, ownTraffic);
            }
        }
    }

    private static void everyRowAgrees(Path step, OwnTraffic ownTraffic) {
        Cluster cluster = ClusterParser.parse(SharedSuites.text(step.resolve("cluster.yaml")))
                .orElseThrow();
        PolicySet policies = PolicyParser.parse(SharedSuites.text(step.resolve("policies.yaml")))
                .orElseThrow();
        Evaluator plain = new PlainEvaluator(cluster, policies.policies(), policies.clusterPolicies(), ownTraffic);
        Evaluator fast = new FastEvaluator(cluster, policies.policies(), policies.clusterPolicies(), ownTraffic);
        List<Row> rows = rows(step.resolve("expected.json")).stream()
                // A suite that exempts the traffic of a pod with itself does not look at its rows.
                .filter(row -> ownTraffic == OwnTraffic.BY_RULES || !row.isOwnTraffic())
                .toList();

        assertThat(rows).isNotEmpty();
        for (Row row : rows) {
            assertThat(plain.allows(row.probe()))
                    .as("plain, %s: %s", step.getFileName(), row)
                    .isEqualTo(row.allowed());
            assertThat(fast.allows(row.probe()))
                    .as("fast, %s: %s", step.getFileName(), row)
                    .isEqualTo(row.allowed());
        }
    }

    private record Row(Probe probe, boolean allowed) {
        boolean isOwnTraffic() {
            return probe.from().equals(probe.to());
        }
    }

    private static List<Row> rows(Path file) {
        Object json = new Load(LoadSettings.builder()
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build())
                .loadFromString(SharedSuites.text(file));
        return ((List<?>) json).stream().map(row -> row((Map<?, ?>) row)).toList();
    }

    private static Row row(Map<?, ?> row) {
        Probe probe = new Probe(
                Party.parse((String) row.get("from")),
                Party.parse((String) row.get("to")),
                (Integer) row.get("port"),
                Protocol.valueOf((String) row.get("protocol")));
        return new Row(probe, (Boolean) row.get("allowed"));
    }
}
