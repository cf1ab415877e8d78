package dev.weir.bench.flows;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Picks one of the numbers 0 … n-1 with given weights. */
public final class Picker {
    private final double[] cumulative;

    private Picker(double[] cumulative) {
        this.cumulative = cumulative;
    }

    /** Number k comes with a probability in proportion to 1/(k+1): Zipf's law with exponent 1. */
    public static Picker zipf(int n) {
        double[] cumulative = new double[n];
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += 1.0 / (k + 1);
            cumulative[k] = sum;
        }
        return new Picker(cumulative);
    }

    /** Every number is as likely as any other. */
    public static Picker uniform(int n) {
        double[] cumulative = new double[n];
        Arrays.setAll(cumulative, k -> k + 1);
        return new Picker(cumulative);
    }

    int pick(SplittableRandom random) {
        int at = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[cumulative.length - 1]);
        return at >= 0 ? at + 1 : -at - 1;
    }
}
