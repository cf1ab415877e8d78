package dev.weir.microbench;

import dev.weir.policy.eval.FastEvaluator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 1,000 policies over 5,000 label classes, made ready from nothing and after a change of one policy. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class PreparationBenchmark {

    private static final int POLICIES = 1_000;

    private final World world = World.of(5_000, 1, POLICIES);
    private final FastEvaluator standing = new FastEvaluator(world.cluster(), world.policies());
    private int next;

    @Benchmark
    public FastEvaluator everything() {
        return new FastEvaluator(world.cluster(), world.policies());
    }

    /** Each round another policy, and another port than the one it had. */
    @Benchmark
    public FastEvaluator onePolicyChanged() {
        next++;
        standing.put(World.policy(next % POLICIES, POLICIES, 1 + next / POLICIES % 60_000));
        return standing;
    }
}
