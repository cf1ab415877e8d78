package dev.weir.traffic.identity;

import dev.weir.traffic.evidence.Evidence;
import dev.weir.traffic.sighting.Ends;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Sighting;
import dev.weir.v1.Tally;
import dev.weir.v1.TallyKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Where sightings wait for the inventory. A flow may come before the pod that it tells of is known; and an address may have
 * got a new owner that the inventory has not told of yet, so that its former owner looks like the present one. So ends that
 * are known by their address alone wait until the inventory is settled for their time, and ends that nobody knows wait as
 * long as they are let. Then they are given to an unknown owner, which is never allowed. What waits is counted as waiting,
 * what leaves is counted off again.
 */
public final class WaitingRoom {
    /** The reason under which waiting records are counted. */
    public static final String REASON = "an end that the inventory does not know yet";

    /** The time that is later than every flow's: nothing more comes of the inventory. */
    public static final long END_OF_TIME_MS = Long.MAX_VALUE;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Attributor attributor;
    private final Inventory inventory;
    private final boolean untilComplete;
    private final long settleNs;
    private final int capacity;
    private final Strangers strangers;
    private final Map<Sighting, Guest> waiting = new LinkedHashMap<>();

    private record Guest(EdgeEvidence evidence, long sinceMs, boolean tried) {
        Guest with(EdgeEvidence more) {
            return new Guest(Evidence.merged(evidence, more), sinceMs, tried);
        }
    }

    /** Takes what has been attributed or counted. */
    public interface Output {
        void edge(ObservedEdge delta);

        void tally(Tally tally);
    }

    /**
     * @param untilComplete whether everything waits for the first whole snapshot of the inventory
     * @param settleNs nanoseconds after which the inventory has surely told of a time: its longest delay and the clocks'
     *     differences; 0 where it is given whole
     * @param capacity how many sightings may wait; beyond that the oldest is given to an unknown owner
     * @param strangers the bound on edges with addresses that are not the cluster's
     */
    public WaitingRoom(Inventory inventory, boolean untilComplete, long settleNs, int capacity, Strangers strangers) {
        this.strangers = strangers;
        this.attributor = new Attributor(inventory);
        this.inventory = inventory;
        this.untilComplete = untilComplete;
        this.settleNs = settleNs;
        this.capacity = capacity;
    }

    /** Attributes a sighting now, or lets it wait. */
    public void enter(Sighting sighting, long nowMs, Output out) {
        boolean settled = isSettled(sighting, nowMs);
        if (mustWait() || !settled || !leave(sighting, attributor.attribute(sighting), out)) {
            count(sighting, TallyKind.WAITING, REASON, 1, out);
            admit(sighting, nowMs, settled && !mustWait(), out);
        }
    }

    /** Tries those whose time has settled since; all that are settled where the inventory has changed. */
    public void retry(boolean inventoryChanged, long nowMs, Output out) {
        if (mustWait()) {
            return;
        }
        List<Sighting> tried = new ArrayList<>();
        release(
                (pattern, guest) -> isSettled(pattern, nowMs) && (inventoryChanged || !guest.tried),
                sighting -> {
                    boolean left = leave(sighting, attributor.attribute(sighting), out);
                    if (!left) {
                        tried.add(pattern(sighting));
                    }
                    return left;
                },
                out);
        tried.forEach(pattern ->
                waiting.computeIfPresent(pattern, (key, guest) -> new Guest(guest.evidence, guest.sinceMs, true)));
    }

    /**
     * Gives all that have waited since that moment or longer to an unknown owner; what is from times that have not settled
     * yet is let to wait until they would have by the room's own clock.
     */
    public void giveUp(long sinceMs, long nowMs, Output out) {
        long settleMs = settleNs / NANOS_PER_MILLI;
        release(
                (pattern, guest) ->
                        guest.sinceMs <= sinceMs && (isSettled(pattern, nowMs) || guest.sinceMs <= sinceMs - settleMs),
                sighting -> leave(sighting, last(sighting, nowMs), out),
                out);
    }

    /** Takes back what waited before a restart; it is counted already. */
    public void restore(Sighting sighting, long sinceMs) {
        restore(sighting, sinceMs, false);
    }

    private void restore(Sighting sighting, long sinceMs, boolean tried) {
        Guest guest = new Guest(sighting.getEvidence(), sinceMs, tried);
        waiting.merge(pattern(sighting), guest, (known, more) -> known.with(more.evidence));
    }

    /** How many sightings wait now; told without building them, as a gauge asks from another thread. */
    public int size() {
        return waiting.size();
    }

    /** Everything that waits now, oldest first. */
    public List<Sighting> waiting() {
        List<Sighting> guests = new ArrayList<>(waiting.size());
        waiting.forEach((pattern, guest) -> guests.add(whole(pattern, guest)));
        return guests;
    }

    private boolean mustWait() {
        return untilComplete && !inventory.isComplete();
    }

    private boolean isSettled(Sighting sighting, long nowMs) {
        boolean byAddress = Ends.isAddressOnly(sighting.getClient()) || Ends.isAddressOnly(sighting.getServer());
        return !byAddress
                || settleNs == 0
                || sighting.getToNs() == 0
                || nowMs == END_OF_TIME_MS
                || sighting.getToNs() + settleNs <= nowMs * NANOS_PER_MILLI;
    }

    private Attributor.Outcome last(Sighting sighting, long nowMs) {
        return isSettled(sighting, nowMs)
                ? attributor.attributeFinally(sighting)
                : attributor.attributeUnsettled(sighting);
    }

    /** Equal ends and spans wait as one: the room holds patterns, not records. */
    private void admit(Sighting sighting, long nowMs, boolean tried, Output out) {
        restore(sighting, nowMs, tried);
        if (waiting.size() > capacity) {
            Map.Entry<Sighting, Guest> oldest = waiting.entrySet().iterator().next();
            Sighting guest = whole(oldest.getKey(), oldest.getValue());
            leave(guest, last(guest, nowMs), out);
            countOff(guest, out);
            waiting.remove(oldest.getKey());
        }
    }

    private void release(BiPredicate<Sighting, Guest> isDue, Predicate<Sighting> leaves, Output out) {
        List<Sighting> left = new ArrayList<>();
        waiting.forEach((pattern, guest) -> {
            if (!isDue.test(pattern, guest)) {
                return;
            }
            Sighting sighting = whole(pattern, guest);
            if (leaves.test(sighting)) {
                left.add(pattern);
                countOff(sighting, out);
            }
        });
        left.forEach(waiting::remove);
    }

    private static void countOff(Sighting sighting, Output out) {
        count(sighting, TallyKind.WAITING, REASON, -1, out);
    }

    private static Sighting pattern(Sighting sighting) {
        return sighting.toBuilder().clearEvidence().build();
    }

    private static Sighting whole(Sighting pattern, Guest guest) {
        return pattern.toBuilder().setEvidence(guest.evidence).build();
    }

    private boolean leave(Sighting sighting, Attributor.Outcome outcome, Output out) {
        if (outcome instanceof Attributor.Outcome.Edge edge) {
            out.edge(sighting.getToldByNameServer() ? edge.delta() : strangers.bounded(edge.delta()));
            return true;
        }
        if (outcome instanceof Attributor.Outcome.NoEvidence none) {
            count(sighting, TallyKind.NO_EVIDENCE, none.reason(), 1, out);
            return true;
        }
        return false;
    }

    /** What a name server told is counted as the traffic that it was, and not once more. */
    private static void count(Sighting sighting, TallyKind kind, String reason, int sign, Output out) {
        if (records(sighting) > 0) {
            out.tally(tally(sighting, kind, reason, sign * records(sighting)));
        }
    }

    private static long records(Sighting sighting) {
        return sighting.getEvidence().getRecords();
    }

    private static Tally tally(Sighting sighting, TallyKind kind, String reason, long count) {
        return Tally.newBuilder()
                .setCluster(sighting.getCluster())
                .setKind(kind)
                .setReason(reason)
                .setCount(count)
                .build();
    }
}
