package dev.weir.formats.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.formats.Format;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dweir.fuzz.seconds=30} fuzzes every decoder for so long, as many at once as there are processors. The seed is the
 * same in every run unless {@code -Dweir.fuzz.seed} gives another, so that a build that fails fails again.
 */
@Tag("fuzz")
class FuzzTest {
    private static final Duration EACH = Duration.ofSeconds(Integer.getInteger("weir.fuzz.seconds", 1));

    @Test
    void everyDecoderAccountsForWhateverItGets() throws InterruptedException, ExecutionException {
        Seeds seeds = Seeds.load(true);
        long seed = Long.getLong("weir.fuzz.seed", 1);
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<Fuzzer.Report>> runs = new ArrayList<>();
        for (Format format : Format.values()) {
            runs.add(pool.submit(() -> run(format, seeds, seed)));
        }
        pool.shutdown();

        for (Future<Fuzzer.Report> run : runs) {
            assertThat(run.get().faults()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void storedInputsAreAccountedForByEveryDecoder() {
        Seeds seeds = Seeds.load(false);
        for (Format format : Format.values()) {
            Fuzzer fuzzer = new Fuzzer(format, seeds, 1);
            Seeds.corpus().forEach(fuzzer::check);
            assertThat(fuzzer.run(() -> false).faults()).isEmpty();
        }
    }

    private static Fuzzer.Report run(Format format, Seeds seeds, long seed) {
        long end = System.nanoTime() + EACH.toNanos();
        return new Fuzzer(format, seeds, seed + format.ordinal()).run(() -> System.nanoTime() < end);
    }
}
