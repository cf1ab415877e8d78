package dev.weir.traffic.identity;

import dev.weir.traffic.evidence.Evidence;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Sighting;
import dev.weir.v1.Tally;
import dev.weir.v1.TallyKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Where sightings wait for the inventory. Flows may come before the pod that they tell of is known; they are attributed
 * as soon as it is, and given to an unknown owner when the wait has lasted too long or the room is full. What waits is
 * counted as waiting, what leaves is counted off again.
 */
public final class WaitingRoom {
    /** The reason under which waiting records are counted. */
    public static final String REASON = "an end that the inventory does not know yet";

    private final Attributor attributor;
    private final Inventory inventory;
    private final boolean untilComplete;
    private final int capacity;
    private final Map<Sighting, Guest> waiting = new LinkedHashMap<>();

    private record Guest(EdgeEvidence evidence, long sinceMs) {
        Guest with(EdgeEvidence more) {
            return new Guest(Evidence.merged(evidence, more), sinceMs);
        }
    }

    /** Takes what has been attributed or counted. */
    public interface Output {
        void edge(ObservedEdge delta);

        void tally(Tally tally);
    }

    /**
     * @param untilComplete whether everything waits for the first whole snapshot of the inventory
     * @param capacity how many sightings may wait; beyond that the oldest is given to an unknown owner
     */
    public WaitingRoom(Inventory inventory, boolean untilComplete, int capacity) {
        this.attributor = new Attributor(inventory);
        this.inventory = inventory;
        this.untilComplete = untilComplete;
        this.capacity = capacity;
    }

    /** Attributes a sighting now, or lets it wait. */
    public void enter(Sighting sighting, long nowMs, Output out) {
        if (mustWait() || !leave(sighting, attributor.attribute(sighting), out)) {
            out.tally(tally(sighting, TallyKind.WAITING, REASON, records(sighting)));
            admit(sighting, nowMs, out);
        }
    }

    /** Tries all again, after the inventory has changed. */
    public void retry(Output out) {
        if (!mustWait()) {
            release(guest -> leave(guest, attributor.attribute(guest), out), sinceMs -> true, out);
        }
    }

    /** Gives all that have waited since that moment or longer to an unknown owner. */
    public void giveUp(long sinceMs, Output out) {
        release(guest -> leave(guest, attributor.attributeFinally(guest), out), since -> since <= sinceMs, out);
    }

    /** Takes back what waited before a restart; it is counted already. */
    public void restore(Sighting sighting, long sinceMs) {
        Guest guest = new Guest(sighting.getEvidence(), sinceMs);
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

    /** Equal ends and spans wait as one: the room holds patterns, not records. */
    private void admit(Sighting sighting, long nowMs, Output out) {
        restore(sighting, nowMs);
        if (waiting.size() > capacity) {
            Map.Entry<Sighting, Guest> oldest = waiting.entrySet().iterator().next();
            Sighting guest = whole(oldest.getKey(), oldest.getValue());
            leave(guest, attributor.attributeFinally(guest), out);
            countOff(guest, out);
            waiting.remove(oldest.getKey());
        }
    }

    private void release(Predicate<Sighting> leaves, LongPredicate due, Output out) {
        List<Sighting> left = new ArrayList<>();
        waiting.forEach((pattern, guest) -> {
            Sighting sighting = whole(pattern, guest);
            if (due.test(guest.sinceMs) && leaves.test(sighting)) {
                left.add(pattern);
                countOff(sighting, out);
            }
        });
        left.forEach(waiting::remove);
    }

    private static void countOff(Sighting sighting, Output out) {
        out.tally(tally(sighting, TallyKind.WAITING, REASON, -records(sighting)));
    }

    private static Sighting pattern(Sighting sighting) {
        return sighting.toBuilder().clearEvidence().build();
    }

    private static Sighting whole(Sighting pattern, Guest guest) {
        return pattern.toBuilder().setEvidence(guest.evidence).build();
    }

    private static boolean leave(Sighting sighting, Attributor.Outcome outcome, Output out) {
        if (outcome instanceof Attributor.Outcome.Edge edge) {
            out.edge(edge.delta());
            return true;
        }
        if (outcome instanceof Attributor.Outcome.NoEvidence none) {
            out.tally(tally(sighting, TallyKind.NO_EVIDENCE, none.reason(), records(sighting)));
            return true;
        }
        return false;
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
