package dev.weir.traffic.edge;

import dev.weir.traffic.admission.Sweep;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds clients that swept peers or ports, and holds what they reached meanwhile. A sweep shows itself by attempts that
 * nobody answers; the dangerous part of it is the attempt that somebody does answer, which looks like any other edge.
 *
 * <p>The verdict is a function of all edges of the client, whatever the order they came in. An edge that was there
 * before the sweep, or that is seen on another day too, is not held.
 */
public final class ScanDetector {
    /** By default: different server ports that did not answer before the client counts as sweeping. */
    public static final int UNANSWERED_TARGETS = Sweep.defaults().unansweredTargets();

    private ScanDetector() {}

    /** Whether the edge counts as an attempt that nobody answered. */
    public static boolean isAttempt(ObservedEdge edge) {
        List<QuarantineReason> reasons = edge.getReasonsList();
        return reasons.contains(QuarantineReason.UNANSWERED)
                || (reasons.contains(QuarantineReason.UNDECLARED_PORT)
                        && !edge.getEvidence().getAnswered())
                || reasons.contains(QuarantineReason.DENIED);
    }

    /** The same edges of one client under the default settings, with those held that were first reached in a sweep. */
    public static List<ObservedEdge> judge(Collection<ObservedEdge> edgesOfClient) {
        return judge(edgesOfClient, Sweep.defaults());
    }

    /** The same edges of one client, with those held that were first reached during a sweep. */
    public static List<ObservedEdge> judge(Collection<ObservedEdge> edgesOfClient, Sweep settings) {
        long window = settings.window().toNanos();
        List<long[]> sweeps = new ArrayList<>(
                crowds(edgesOfClient.stream().filter(ScanDetector::isAttempt), settings.unansweredTargets(), window));
        if (settings.limitsNewTargets()) {
            sweeps.addAll(crowds(edgesOfClient.stream(), settings.newTargets(), window));
        }
        return edgesOfClient.stream()
                .map(edge -> isHeld(edge, sweeps) ? EdgeReducer.held(edge, QuarantineReason.SCAN) : edge)
                .toList();
    }

    /** Spans of time in which any window holds so many first sightings, widened by a window to both sides. */
    private static List<long[]> crowds(Stream<ObservedEdge> edges, int enough, long window) {
        long[] firsts = edges.mapToLong(edge -> edge.getEvidence().getFirstNs())
                .sorted()
                .toArray();
        List<long[]> crowds = new ArrayList<>();
        for (int first = 0; first + enough <= firsts.length; first++) {
            int last = first + enough - 1;
            if (firsts[last] - firsts[first] <= window) {
                crowds.add(new long[] {firsts[first] - window, firsts[last] + window});
            }
        }
        return crowds;
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
}
