package dev.weir.policy.readiness;

import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.ObservedEdge;
import java.util.BitSet;
import java.util.Collection;
import java.util.Locale;

/**
 * How much of a workload's traffic was not seen yet.
 *
 * <p>Source: Good, "The population frequencies of species and the estimation of population parameters" (Biometrika 40,
 * 1953): the mass of what was not seen is about the number of species seen exactly once, divided by the number of
 * observations. Species are edges here, observations are hours. An edge that is missing from the records although it was
 * used (sampling, lost events) makes the unseen mass larger by one over the share that is recorded.
 *
 * @param edges seen, held or not
 * @param onceSeen those of them that were seen in one single hour
 * @param newPerHour expected number of edges in the next hour that were not seen before
 * @param newPerHourAtMost its upper limit, one-sided, 95 %
 * @param recordedShare of the uses of a rare edge, how many are recorded; above 0, up to 1
 */
public record Estimate(
        Exposure exposure,
        long edges,
        long onceSeen,
        double newPerHour,
        double newPerHourAtMost,
        double recordedShare) {

    /**
     * Packets of the smallest whole TCP connection with a request and an answer: three to open, two with data, two that
     * acknowledge, three to close (RFC 9293).
     */
    static final int PACKETS_OF_A_USE = 10;

    private static final double Z_95 = 1.645;

    /**
     * The estimate for one workload.
     *
     * @param edgesOfSubject every observed edge of it, held ones too: they were seen
     * @param exposure of the whole cluster
     */
    public static Estimate of(Collection<ObservedEdge> edgesOfSubject, Exposure exposure) {
        long once = 0;
        long twice = 0;
        double corrected = 0;
        double leastRecorded = recorded(exposure.sampling()) * (1 - exposure.lostShare());
        for (ObservedEdge edge : edgesOfSubject) {
            EdgeEvidence evidence = edge.getEvidence();
            double recorded =
                    recorded(Integer.toUnsignedLong(evidence.getMaxSamplingInterval())) * (1 - exposure.lostShare());
            if (isSeenInOneHour(evidence)) {
                once++;
                corrected += 1 / recorded;
            } else if (isSeenInTwoHours(evidence)) {
                twice++;
            }
        }
        double hours = Math.max(1, exposure.hours());
        double weight = once == 0 ? 1 / leastRecorded : corrected / once;
        return new Estimate(
                exposure,
                edgesOfSubject.size(),
                once,
                corrected / hours,
                atMost(once, twice) * weight / hours,
                leastRecorded);
    }

    /** First and last use in the same hour: there was no other hour, whatever the order in which records came. */
    private static boolean isSeenInOneHour(EdgeEvidence evidence) {
        return evidence.getFirstNs() > 0
                && evidence.getFirstNs() / Exposure.NANOS_PER_HOUR == evidence.getLastNs() / Exposure.NANOS_PER_HOUR;
    }

    /** The chance that one use leaves a record, where one packet in so many is looked at. */
    private static double recorded(long interval) {
        return interval <= 1 ? 1 : 1 - Math.pow(1 - 1.0 / interval, PACKETS_OF_A_USE);
    }

    /** Days tell two apart, and within a day the hours; only the same weekday twice leaves a doubt. */
    private static boolean isSeenInTwoHours(EdgeEvidence evidence) {
        int hoursOfWeek =
                BitSet.valueOf(evidence.getHoursOfWeek().toByteArray()).cardinality();
        return Math.max(evidence.getDaysCount(), hoursOfWeek) == 2;
    }

    /**
     * What the number of edges seen once could have been at most, given the error of the estimate. Its variance is that
     * number and twice the number of those seen two times (Robbins, "Estimating the total probability of the unobserved
     * outcomes of an experiment", 1968): the unseen mass varies itself.
     */
    private static double atMost(long once, long twice) {
        return once + Math.hypot(mostExpected(once) - once, Z_95 * Math.sqrt(2.0 * twice));
    }

    /**
     * The largest mean of which a count this small is not surprising (Poisson, 95 %), by Wilson and Hilferty (1931). For
     * none it is 3: the rule of three.
     */
    private static double mostExpected(long count) {
        double next = count + 1.0;
        return next * Math.pow(1 - 1 / (9 * next) + Z_95 / (3 * Math.sqrt(next)), 3);
    }

    /** The chance, from 0 to 1, that the next hour brings an edge that was not seen before. */
    public double chance() {
        return chance(newPerHour);
    }

    /** Its upper limit, 95 %. */
    public double chanceAtMost() {
        return chance(newPerHourAtMost);
    }

    private static double chance(double expected) {
        return -Math.expm1(-expected);
    }

    String sentences() {
        String text = "In " + count(exposure.hours(), "hour") + " of traffic " + count(edges, "edge") + " "
                + (edges == 1 ? "was" : "were") + " seen, " + onceSeen
                + " of them in one hour only. The chance that the"
                + " next hour brings a new one is about " + percent(chance()) + ", at most " + percent(chanceAtMost())
                + ".";
        return recordedShare == 1
                ? text
                : text + " That allows for sampling and lost events: about " + percent(recordedShare)
                        + " of the uses of a rare edge are recorded.";
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
