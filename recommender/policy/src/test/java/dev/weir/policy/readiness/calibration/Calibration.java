package dev.weir.policy.readiness.calibration;

import com.google.protobuf.ByteString;
import dev.weir.policy.readiness.Estimate;
import dev.weir.policy.readiness.Exposure;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.ObservedEdge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Predicted against actual for one population after some hours, over many runs.
 *
 * @param predicted new edges in the next hour, mean over the runs
 * @param actual the same, as it is known
 * @param covered share of the runs in which the actual number is at most the predicted upper limit
 */
record Calibration(Population population, int hours, double predicted, double actual, double covered) {
    static final int RUNS = 60;
    private static final long NANOS_PER_HOUR = 3_600_000_000_000L;

    static List<Population> populations() {
        List<Population> populations = new ArrayList<>();
        for (int sampling : new int[] {1, 10, 100}) {
            populations.add(Population.zipf(300, 1.0, sampling));
            populations.add(Population.zipf(300, 1.5, sampling));
            populations.add(Population.uniform(100, 0.02, sampling));
            populations.add(Population.uniform(100, 0.005, sampling));
        }
        return populations;
    }

    /** Every population after a day, three days, a week and two weeks. Fixed seeds: always the same numbers. */
    static List<Calibration> all() {
        List<Calibration> all = new ArrayList<>();
        for (Population population : populations()) {
            for (int hours : new int[] {24, 72, 168, 336}) {
                all.add(of(population, hours));
            }
        }
        return all;
    }

    private static Calibration of(Population population, int hours) {
        double predicted = 0;
        double actual = 0;
        int covered = 0;
        Exposure exposure = new Exposure(hours, 24, Math.min(hours, 168), population.sampling(), 0);
        for (int run = 0; run < RUNS; run++) {
            Population.Run seen = population.run(hours, 1_000_003L * hours + run);
            Estimate estimate = Estimate.of(edges(seen, population.sampling()), exposure);
            predicted += estimate.newPerHour();
            actual += seen.unseen();
            covered += seen.unseen() <= estimate.newPerHourAtMost() ? 1 : 0;
        }
        return new Calibration(population, hours, predicted / RUNS, actual / RUNS, (double) covered / RUNS);
    }

    private static List<ObservedEdge> edges(Population.Run run, int sampling) {
        List<ObservedEdge> edges = new ArrayList<>();
        for (BitSet hours : run.recorded()) {
            if (!hours.isEmpty()) {
                edges.add(ObservedEdge.newBuilder()
                        .setEvidence(evidence(hours).setMaxSamplingInterval(sampling))
                        .build());
            }
        }
        return edges;
    }

    private static EdgeEvidence.Builder evidence(BitSet hours) {
        BitSet week = new BitSet();
        SortedSet<Integer> days = new TreeSet<>();
        hours.stream().forEach(hour -> {
            week.set(hour % 168);
            days.add(hour / 24);
        });
        return EdgeEvidence.newBuilder()
                .setFirstNs((hours.nextSetBit(0) + 1) * NANOS_PER_HOUR)
                .setLastNs(hours.length() * NANOS_PER_HOUR)
                .addAllDays(days)
                .setHoursOfWeek(ByteString.copyFrom(week.toByteArray()));
    }

    double ratio() {
        return predicted / actual;
    }
}
