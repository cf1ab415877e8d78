package dev.weir.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.dialect.CalicoChecks;
import dev.weir.policy.dialect.CiliumChecks;
import dev.weir.policy.parse.PolicyParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir recommend --dialect} over the recording of the lab. */
class DialectsTest {
    @TempDir
    Path folder;

    @Test
    void everyWorkloadHasItsPolicyInCiliumsWords() throws IOException {
        SortedMap<String, String> cilium = recommend("cilium");

        assertThat(cilium.keySet())
                .isNotEmpty()
                .isEqualTo(recommend("kubernetes").keySet());
        assertThat(cilium.values())
                .allSatisfy(it -> assertThat(CiliumChecks.problems(it)).isEmpty());
    }

    @Test
    void everyWorkloadHasItsPolicyInCalicosWords() throws IOException {
        SortedMap<String, String> staged = recommend("calico");

        assertThat(staged.keySet())
                .isNotEmpty()
                .isEqualTo(recommend("kubernetes").keySet());
        assertThat(staged.values()).allSatisfy(it -> {
            assertThat(it).contains("kind: StagedNetworkPolicy");
            assertThat(CalicoChecks.problems(it)).isEmpty();
        });
        assertThat(recommend("calico-enforced").values())
                .allSatisfy(it -> assertThat(it).contains("kind: NetworkPolicy"));
    }

    @Test
    void theBaselineHasADefaultDenyForEachNamespace() throws IOException {
        SortedMap<String, String> baseline = recommend("cluster");

        assertThat(baseline).isNotEmpty();
        assertThat(baseline.values()).allSatisfy(it -> assertThat(
                        PolicyParser.parse(it).orElseThrow().clusterPolicies())
                .hasSize(1));
        assertThat(baseline.keySet().stream()
                        .filter(it -> it.contains("weir-default-deny-"))
                        .count())
                .isEqualTo(baseline.keySet().stream()
                        .map(it -> it.substring(0, it.lastIndexOf('/')))
                        .distinct()
                        .count());
    }

    private SortedMap<String, String> recommend(String dialect) throws IOException {
        Path out = folder.resolve(dialect);
        int exitCode = Weir.run(
                "recommend",
                Recording.lab("flows.pmacct.jsonl").toString(),
                "--inventory",
                Recording.lab("inventory.yaml").toString(),
                "--cluster",
                "lab",
                "--dialect",
                dialect,
                "--out",
                out.toString());
        assertThat(exitCode).isZero();
        return Folder.policies(out);
    }
}
