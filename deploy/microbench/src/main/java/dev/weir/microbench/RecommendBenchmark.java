package dev.weir.microbench;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.recommend.Options;
import dev.weir.policy.recommend.Recommender;
import dev.weir.v1.Entity;
import dev.weir.v1.ObservedEdge;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** All recommendations of a cluster with 6.6 edges a workload, from edges and a landscape that are in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class RecommendBenchmark {

    private static final int EDGES_FOR_TEN_WORKLOADS = 66;

    @Param("25000")
    int workloads;

    private Landscape landscape = Landscape.empty();
    private Map<Entity, List<ObservedEdge>> bySubject = Map.of();

    @Setup
    public void setUp() {
        Estate estate = Estate.of(workloads, 2, workloads / 10 * EDGES_FOR_TEN_WORKLOADS);
        landscape = Landscape.of(estate.inventory());
        bySubject = estate.bySubject();
    }

    /** One after the other. Returns how much YAML there is, so that nothing is optimised away. */
    @Benchmark
    public long onOneThread() {
        return characters(bySubject.entrySet().stream());
    }

    /** As an offline run makes them. */
    @Benchmark
    public long onAllCores() {
        return characters(bySubject.entrySet().parallelStream());
    }

    private long characters(Stream<Map.Entry<Entity, List<ObservedEdge>>> subjects) {
        Recommender recommender = new Recommender(landscape, Options.defaults());
        return subjects.map(subject -> recommender.recommend(subject.getKey(), subject.getValue()))
                .mapToLong(made -> made.getYaml().length())
                .sum();
    }
}
