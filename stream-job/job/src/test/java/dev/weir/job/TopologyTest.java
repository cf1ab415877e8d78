package dev.weir.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.job.operator.IdentitySettings;
import dev.weir.policy.recommend.Options;
import dev.weir.traffic.admission.AdmissionSettings;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** What must hold of the job's graph, whatever runs it. */
class TopologyTest {
    private final StreamExecutionEnvironment environment =
            StreamExecutionEnvironment.createLocalEnvironment(2, new Configuration());

    TopologyTest() {
        WeirJob.build(
                environment,
                new JobSettings(
                        "localhost:9092",
                        Map.of("flows", "hubble-json"),
                        "lab",
                        "weir",
                        1_000,
                        1_000,
                        IdentitySettings.defaults(true),
                        Options.defaults(),
                        AdmissionSettings.defaults()));
    }

    @Test
    void everyOperatorWithAUserFunctionHasAUidSoThatSavepointsFindIt() {
        Set<String> uids = new HashSet<>();
        for (Transformation<?> transformation : environment.getTransformations()) {
            assertThat(transformation.getUid())
                    .as("uid of '%s'", transformation.getName())
                    .isNotNull();
            assertThat(uids.add(transformation.getUid()))
                    .as("uid '%s' is there once", transformation.getUid())
                    .isTrue();
        }
        assertThat(uids).hasSizeGreaterThan(8);
    }

    @Test
    void noTypeNeedsKryo() {
        assertThat(environment.getConfiguration().get(PipelineOptions.GENERIC_TYPES))
                .isFalse();
        // Generating the graph makes every serializer; a generic type would be refused here.
        StreamGraph graph = environment.getStreamGraph(false);
        for (StreamNode node : graph.getStreamNodes()) {
            if (node.getTypeSerializerOut() != null) {
                assertThat(node.getTypeSerializerOut().getClass().getName()).doesNotContainIgnoringCase("kryo");
            }
        }
    }

    @Test
    void decodingAndFoldingStayInTheSourcesChain() {
        StreamGraph graph = environment.getStreamGraph(false);
        StreamNode fold = graph.getStreamNodes().stream()
                .filter(node -> node.getOperatorName().contains("fold"))
                .findFirst()
                .orElseThrow();

        assertThat(fold.getInEdges()).hasSize(1);
        assertThat(fold.getInEdges().get(0).getPartitioner().getClass().getSimpleName())
                .isEqualTo("ForwardPartitioner");
    }
}
