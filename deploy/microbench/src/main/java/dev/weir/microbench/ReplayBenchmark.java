package dev.weir.microbench;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.recommend.Options;
import dev.weir.policy.recommend.Recommender;
import dev.weir.policy.replay.Replay;
import dev.weir.policy.replay.ReplayReport;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All accepted edges of a cluster of 100,000 pods, 6.6 a workload, under a policy for each workload. The landscape, the
 * edges and, but for {@link #fromYaml}, the policies are in memory; the evaluator is made anew each time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReplayBenchmark {

    private static final int PODS = 100_000;
    private static final int EDGES_FOR_TEN_WORKLOADS = 66;

    @Param({"1000", "5000"})
    int workloads;

    private int edgeCount;
    private Landscape landscape = Landscape.empty();
    private List<ObservedEdge> edges = List.of();
    private List<Recommendation> recommendations = List.of();
    private List<NetworkPolicy> policies = List.of();

    @Setup
    public void setUp() {
        edgeCount = workloads / 10 * EDGES_FOR_TEN_WORKLOADS;
        Estate estate = Estate.of(workloads, PODS / workloads, edgeCount);
        landscape = Landscape.of(estate.inventory());
        edges = estate.edges();
        Recommender recommender = new Recommender(landscape, Options.defaults());
        recommendations = estate.bySubject().entrySet().stream()
                .map(subject -> recommender.recommend(subject.getKey(), subject.getValue()))
                .filter(made -> !made.getYaml().isEmpty())
                .toList();
        policies = recommendations.stream()
                .flatMap(made -> PolicyParser.parse(made.getYaml()).orElseThrow().policies().stream())
                .toList();
    }

    @Benchmark
    public ReplayReport everyEdge() {
        return complete(Replay.under(policies, landscape, edges));
    }

    /** With the policies read back from the YAML that people get. */
    @Benchmark
    public ReplayReport fromYaml() {
        return complete(Replay.run(landscape, edges, recommendations));
    }

    private ReplayReport complete(ReplayReport report) {
        if (!report.isComplete() || report.edges() != edgeCount) {
            throw new IllegalStateException("Not every edge passes: " + report);
        }
        return report;
    }
}
