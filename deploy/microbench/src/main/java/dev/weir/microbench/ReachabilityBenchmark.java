package dev.weir.microbench;

import dev.weir.policy.eval.FastEvaluator;
import dev.weir.policy.model.Protocol;
import java.util.Random;
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
 * Which of 10,000 pods reach which on one port under 1,000 policies that are prepared, beside the operations on sets of
 * bits without which there is no such answer: a row of 10,000 bits for each pod, filled with those that nothing
 * isolates; a union for each workload of a policy with each pod that it lets in; an intersection for each pod whose
 * egress is isolated; and the number of bits of each row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReachabilityBenchmark {

    private static final int PODS = 10_000;
    private static final int PODS_PER_WORKLOAD = 2;
    private static final int POLICIES = 1_000;
    private static final int WORDS = (PODS + Long.SIZE - 1) / Long.SIZE;
    /** Each policy of the narrow world names two workloads. */
    private static final int LET_IN_NARROW = POLICIES * 2 * PODS_PER_WORKLOAD;

    /** Narrow: two workloads are the peers of each policy. Wide: two namespaces and a block of addresses are. */
    @Param({"narrow", "wide"})
    String rules = "narrow";

    private World world = World.of(1, 1, 0);
    private FastEvaluator evaluator = new FastEvaluator(world.cluster(), world.policies());
    private final long[][] sets = new long[64][WORDS];
    private long unions;
    private int next;

    @Setup
    public void setUp() {
        boolean narrow = rules.equals("narrow");
        int workloads = PODS / PODS_PER_WORKLOAD;
        world = narrow
                ? World.of(workloads, PODS_PER_WORKLOAD, POLICIES)
                : World.wide(workloads, PODS_PER_WORKLOAD, POLICIES);
        evaluator = new FastEvaluator(world.cluster(), world.policies());
        unions = narrow ? LET_IN_NARROW : world.letIn();
        Random random = new Random(1);
        for (long[] set : sets) {
            for (int i = 0; i < WORDS; i++) {
                set[i] = random.nextLong();
            }
        }
    }

    @Benchmark
    public long reachability() {
        return evaluator.reachability(Protocol.TCP, 8080).pairs();
    }

    /** The first question after a change of a pod, which sorts pods by what rules see of them. */
    @Benchmark
    public long afterAPodChanged() {
        next = (next + 1) % PODS;
        evaluator.put(world.cluster().pods().get(next));
        return evaluator.reachability(Protocol.TCP, 8080).pairs();
    }

    @Benchmark
    public long bareOperations() {
        long[][] rows = new long[PODS][];
        for (int pod = 0; pod < PODS; pod++) {
            rows[pod] = sets[0].clone();
        }
        for (int union = 0; union < unions; union++) {
            or(rows[(int) (union * 7_919L % PODS)], sets[union % sets.length]);
        }
        for (int pod = 0; pod < POLICIES * PODS_PER_WORKLOAD; pod++) {
            and(rows[pod], sets[pod % sets.length]);
        }
        long pairs = 0;
        for (long[] row : rows) {
            for (long word : row) {
                pairs += Long.bitCount(word);
            }
        }
        return pairs;
    }

    private static void or(long[] row, long[] other) {
        for (int i = 0; i < row.length; i++) {
            row[i] |= other[i];
        }
    }

    private static void and(long[] row, long[] other) {
        for (int i = 0; i < row.length; i++) {
            row[i] &= other[i];
        }
    }
}
