package dev.weir.policy.readiness.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * Edges with known chances of being used in an hour, and how their uses are recorded.
 *
 * @param chances an edge's chance to be used in any one hour
 * @param sampling one packet in so many is looked at
 */
record Population(String name, double[] chances, int sampling) {
    private static final int PACKETS_OF_A_USE = 10;

    /** The edge of rank r is used with chance 1/r to the power s. */
    static Population zipf(int edges, double power, int sampling) {
        double[] chances = new double[edges];
        for (int i = 0; i < edges; i++) {
            chances[i] = Math.min(0.95, Math.pow(i + 1.0, -power));
        }
        return new Population("Zipf " + power, chances, sampling);
    }

    static Population uniform(int edges, double chance, int sampling) {
        double[] chances = new double[edges];
        Arrays.fill(chances, chance);
        return new Population("uniform " + chance, chances, sampling);
    }

    /** One run over so many hours: the hours in which each edge was recorded. */
    Run run(int hours, long seed) {
        Random random = new Random(seed);
        List<BitSet> recorded = new ArrayList<>();
        double unseen = 0;
        for (double chance : chances) {
            BitSet hoursOfEdge = new BitSet();
            for (int hour = 0; hour < hours; hour++) {
                if (random.nextDouble() < chance && isRecorded(random)) {
                    hoursOfEdge.set(hour);
                }
            }
            unseen += hoursOfEdge.isEmpty() ? chance : 0;
            recorded.add(hoursOfEdge);
        }
        return new Run(recorded, unseen);
    }

    private boolean isRecorded(Random random) {
        for (int packet = 0; packet < PACKETS_OF_A_USE; packet++) {
            if (random.nextInt(sampling) == 0) {
                return true;
            }
        }
        return false;
    }

    /** @param unseen expected uses in an hour of edges that were never recorded: the truth */
    record Run(List<BitSet> recorded, double unseen) {}
}
