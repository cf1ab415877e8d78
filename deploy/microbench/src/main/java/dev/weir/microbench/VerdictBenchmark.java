package dev.weir.microbench;

import dev.weir.policy.eval.FastEvaluator;
import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.ResolvedParty;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import java.util.List;
import java.util.Random;
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

/** Verdicts a second on one core: 10,000 pods in 5,000 label classes under 1,000 policies. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class VerdictBenchmark {

    private static final int QUESTIONS = 4096;
    private static final int POLICIES = 1_000;

    private final World world = World.of(5_000, 2, POLICIES);
    private final PlainEvaluator plain = new PlainEvaluator(world.cluster(), world.policies());
    private final FastEvaluator fast = new FastEvaluator(world.cluster(), world.policies());
    private final Probe[] probes = new Probe[QUESTIONS];
    private final ResolvedParty[] from = new ResolvedParty[QUESTIONS];
    private final ResolvedParty[] to = new ResolvedParty[QUESTIONS];
    private int next;

    public VerdictBenchmark() {
        Random random = new Random(1);
        List<Pod> pods = world.cluster().pods();
        for (int i = 0; i < QUESTIONS; i++) {
            Party source = party(pods.get(random.nextInt(pods.size())));
            Party destination = party(pods.get(random.nextInt(pods.size())));
            probes[i] = new Probe(source, destination, 8080, Protocol.TCP);
            from[i] = fast.resolve(source);
            to[i] = fast.resolve(destination);
        }
    }

    private static Party party(Pod pod) {
        return Party.pod(pod.namespace(), pod.name());
    }

    @Benchmark
    public boolean fast() {
        next = (next + 1) % QUESTIONS;
        return fast.allows(from[next], to[next], 8080, Protocol.TCP);
    }

    @Benchmark
    public boolean plain() {
        next = (next + 1) % QUESTIONS;
        return plain.allows(probes[next]);
    }
}
