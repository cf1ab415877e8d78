package dev.weir.recommender.report;

import dev.weir.v1.Admission;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import dev.weir.v1.Tally;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the {@link Numbers} of one cluster. */
final class NumbersCount {
    private final SortedMap<String, Long> heldByReason = new TreeMap<>();
    private final SortedMap<String, Long> noEvidence = new TreeMap<>();
    private final SortedMap<String, Long> waiting = new TreeMap<>();
    private final SortedMap<String, Long> dead = new TreeMap<>();
    private final SortedMap<String, Long> lost = new TreeMap<>();
    private long read;
    private long accepted;
    private long held;
    private long acceptedEdges;
    private long heldEdges;
    private long pairsTold;

    void add(ObservedEdge edge) {
        long records = edge.getEvidence().getRecords();
        pairsTold += Integer.bitCount(edge.getEvidence().getToldAs());
        if (edge.getAdmission() == Admission.ACCEPTED) {
            accepted += records;
            acceptedEdges++;
            return;
        }
        held += records;
        heldEdges++;
        for (QuarantineReason reason : edge.getReasonsList()) {
            heldByReason.merge(reason.name(), 1L, Long::sum);
        }
    }

    void add(Tally tally) {
        switch (tally.getKind()) {
            case READ -> read += tally.getCount();
            case NO_EVIDENCE -> add(noEvidence, tally);
            case WAITING -> add(waiting, tally);
            case DEAD -> add(dead, tally);
            case LOST -> add(lost, tally);
            case TALLY_UNSPECIFIED, UNRECOGNIZED -> {
                // A kind of a newer job. Its records are missing in the sum, which the report then says.
            }
        }
    }

    private static void add(SortedMap<String, Long> counts, Tally tally) {
        counts.merge(tally.getReason(), tally.getCount(), Long::sum);
        // A reason that waited and waits no longer is no longer worth a line.
        counts.values().removeIf(count -> count == 0);
    }

    Numbers numbers() {
        return new Numbers(
                read,
                accepted,
                held,
                acceptedEdges,
                heldEdges,
                pairsTold,
                heldByReason,
                noEvidence,
                waiting,
                dead,
                lost);
    }
}
