package dev.weir.policy.readiness;

import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.ObservedEdge;
import java.util.BitSet;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * For how long a cluster was watched. That is told by the traffic of all its workloads: one that was silent was watched
 * too.
 *
 * @param hours in which anything was seen, as near as evidence tells: within one week exactly, beyond it no more than
 *     the days on which anything was seen have
 * @param hoursOfDay of the 24, UTC, in which anything was seen
 * @param hoursOfWeek of the 168, UTC, in which anything was seen
 * @param sampling one record in so many packets at worst; 0 or 1 = all
 * @param lostShare of all events, lost by exporters; from 0 to below 1
 */
public record Exposure(long hours, int hoursOfDay, int hoursOfWeek, long sampling, double lostShare) {
    static final int HOURS_PER_DAY = 24;
    static final int HOURS_PER_WEEK = 168;
    static final long NANOS_PER_HOUR = 3_600_000_000_000L;

    public Exposure {
        if (hours < 0 || lostShare < 0 || lostShare >= 1) {
            throw new IllegalArgumentException("No exposure: " + hours + " hours, " + lostShare + " lost");
        }
    }

    /**
     * The exposure that edges show.
     *
     * @param edges all edges of the cluster, held ones too
     * @param read records that were read
     * @param lost events that exporters said they lost (tallies of kind LOST)
     */
    public static Exposure of(Collection<ObservedEdge> edges, long read, long lost) {
        BitSet week = new BitSet(HOURS_PER_WEEK);
        SortedSet<Integer> days = new TreeSet<>();
        long first = Long.MAX_VALUE;
        long last = 0;
        long sampling = 0;
        for (ObservedEdge edge : edges) {
            EdgeEvidence evidence = edge.getEvidence();
            if (evidence.getFirstNs() > 0) {
                first = Math.min(first, evidence.getFirstNs());
                last = Math.max(last, evidence.getLastNs());
            }
            sampling = Math.max(sampling, Integer.toUnsignedLong(evidence.getMaxSamplingInterval()));
            week.or(BitSet.valueOf(evidence.getHoursOfWeek().toByteArray()));
            days.addAll(evidence.getDaysList());
        }
        long span = last == 0 ? 0 : last / NANOS_PER_HOUR - first / NANOS_PER_HOUR + 1;
        long seen = span <= HOURS_PER_WEEK
                ? Math.min(span, week.cardinality())
                : Math.min(span, (long) days.size() * HOURS_PER_DAY);
        double lostShare = lost <= 0 ? 0 : (double) lost / (lost + Math.max(1, read));
        return new Exposure(seen, hoursOfDay(week), week.cardinality(), sampling, lostShare);
    }

    private static int hoursOfDay(BitSet week) {
        return (int) week.stream().map(hour -> hour % HOURS_PER_DAY).distinct().count();
    }

    /** Whether every hour of a day was watched. */
    public boolean coversDay() {
        return hoursOfDay == HOURS_PER_DAY;
    }

    /** Whether every hour of a week was watched. */
    public boolean coversWeek() {
        return hoursOfWeek == HOURS_PER_WEEK;
    }
}
