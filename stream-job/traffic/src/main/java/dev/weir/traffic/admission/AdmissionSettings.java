package dev.weir.traffic.admission;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every threshold of admission. An edge below one of them is held: reported with its reason, never dropped and never
 * allowed.
 *
 * @param minimumDays different days (UTC) on which an edge must have been seen; 1 = any
 * @param recurrenceDays an edge seen on two days that are a multiple of so many days apart has recurred, which is as
 *     good as enough days; 0 = no such exception
 * @param minimumClientPods different pods of the client that must have used the edge, or all of them where the client
 *     was seen with fewer; 1 = any
 * @param requireAnswer whether TCP and SCTP must have been answered
 * @param requireDeclaredPort whether a workload's port must be declared by a container, an endpoint or a service.
 *     One-way datagrams to workloads need that in any case
 * @param witnessesForPorts different client ports that must have met one server port before ports alone are believed
 * @param sweep when a client counts as sweeping
 * @param lock from when on new edges are held; null = never
 * @param neverAllow what no evidence and no approval lets pass
 * @param approvals what persons let pass
 */
public record AdmissionSettings(
        int minimumDays,
        int recurrenceDays,
        int minimumClientPods,
        boolean requireAnswer,
        boolean requireDeclaredPort,
        int witnessesForPorts,
        Sweep sweep,
        @Nullable Lock lock,
        List<NeverAllow> neverAllow,
        Approvals approvals)
        implements Serializable {
    private static final int DAYS_PER_WEEK = 7;

    public AdmissionSettings {
        atLeast(1, minimumDays, "minimumDays");
        atLeast(0, recurrenceDays, "recurrenceDays");
        atLeast(1, minimumClientPods, "minimumClientPods");
        atLeast(1, witnessesForPorts, "witnessesForPorts");
        neverAllow = List.copyOf(neverAllow);
    }

    /**
     * After this moment an edge is new when it was not seen before.
     *
     * @param newEdgesPerDay new edges of one client in one day (UTC) that may still pass; one more, and all of that day
     *     are held
     */
    public record Lock(Instant at, int newEdgesPerDay) implements Serializable {
        public Lock {
            atLeast(0, newEdgesPerDay, "newEdgesPerDay");
        }
    }

    /** What a capture of an hour or a day can pass: one day, one pod, an answer. */
    public static AdmissionSettings defaults() {
        return new AdmissionSettings(
                1, 0, 1, true, false, 3, Sweep.defaults(), null, NeverAllow.METADATA, Approvals.none());
    }

    /** For two weeks of traffic and more: three days or a weekly recurrence, two pods, a declared port. */
    public static AdmissionSettings strict() {
        return new AdmissionSettings(
                3, DAYS_PER_WEEK, 2, true, true, 3, Sweep.strict(), null, NeverAllow.STRICT, Approvals.none());
    }

    public AdmissionSettings lockedAt(Instant at, int newEdgesPerDay) {
        return with(new Lock(at, newEdgesPerDay), approvals);
    }

    public AdmissionSettings approving(Approvals other) {
        return with(lock, other);
    }

    private AdmissionSettings with(@Nullable Lock otherLock, Approvals otherApprovals) {
        return new AdmissionSettings(
                minimumDays,
                recurrenceDays,
                minimumClientPods,
                requireAnswer,
                requireDeclaredPort,
                witnessesForPorts,
                sweep,
                otherLock,
                neverAllow,
                otherApprovals);
    }

    /** Whether an edge can only be judged beside all other edges of its client, even if the client is no suspect. */
    public boolean compareEdgesOfClient() {
        return minimumClientPods > 1 || lock != null || sweep.limitsNewTargets();
    }

    static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; the least is " + least);
        }
    }
}
