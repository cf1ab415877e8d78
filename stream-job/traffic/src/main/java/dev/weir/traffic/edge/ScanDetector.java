package dev.weir.traffic.edge;

import dev.weir.v1.Admission;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds clients that swept peers or ports, and holds what they reached meanwhile. A sweep shows itself by attempts that
 * nobody answers; the dangerous part of it is the attempt that somebody does answer, which looks like any other edge.
 *
 * <p>The verdict is a function of all edges of the client, whatever the order they came in. An edge that was there
 * before the sweep, or that is seen on another day too, is not held.
 */
public final class ScanDetector {
    /** Different server ports that did not answer, within the window, before the client counts as sweeping. */
    public static final int UNANSWERED_TARGETS = 16;

    static final Duration WINDOW = Duration.ofMinutes(5);

    private ScanDetector() {}

    /** Whether the edge counts as an attempt that nobody answered. */
    public static boolean isAttempt(ObservedEdge edge) {
        List<QuarantineReason> reasons = edge.getReasonsList();
        return reasons.contains(QuarantineReason.UNANSWERED)
                || reasons.contains(QuarantineReason.UNDECLARED_PORT)
                || reasons.contains(QuarantineReason.DENIED);
    }

    /** The same edges of one client, with those held that were first reached during a sweep. */
    public static List<ObservedEdge> judge(Collection<ObservedEdge> edgesOfClient) {
        long[] attempts = edgesOfClient.stream()
                .filter(ScanDetector::isAttempt)
                .mapToLong(edge -> edge.getEvidence().getFirstNs())
                .sorted()
                .toArray();
        List<long[]> sweeps = sweeps(attempts);
        List<ObservedEdge> judged = new ArrayList<>(edgesOfClient.size());
        for (ObservedEdge edge : edgesOfClient) {
            judged.add(isHeld(edge, sweeps) ? held(edge) : edge);
        }
        return judged;
    }

    /** Spans of time in which any window holds enough attempts, widened by a window to both sides. */
    private static List<long[]> sweeps(long[] attempts) {
        long window = WINDOW.toNanos();
        List<long[]> sweeps = new ArrayList<>();
        for (int first = 0; first + UNANSWERED_TARGETS <= attempts.length; first++) {
            int last = first + UNANSWERED_TARGETS - 1;
            if (attempts[last] - attempts[first] <= window) {
                sweeps.add(new long[] {attempts[first] - window, attempts[last] + window});
            }
        }
        return sweeps;
    }

    private static boolean isHeld(ObservedEdge edge, List<long[]> sweeps) {
        // The node's own traffic makes no rule, and probes of pods that are down look like attempts.
        boolean node = edge.getKey().getClient().getKind() == EntityKind.ENTITY_LOCAL_NODE;
        if (node || edge.getEvidence().getDaysCount() > 1) {
            return false;
        }
        long first = edge.getEvidence().getFirstNs();
        return sweeps.stream().anyMatch(sweep -> sweep[0] <= first && first <= sweep[1]);
    }

    private static ObservedEdge held(ObservedEdge edge) {
        TreeSet<QuarantineReason> reasons = new TreeSet<>(edge.getReasonsList());
        reasons.add(QuarantineReason.SCAN);
        return edge.toBuilder()
                .setAdmission(Admission.QUARANTINED)
                .clearReasons()
                .addAllReasons(reasons)
                .build();
    }
}
