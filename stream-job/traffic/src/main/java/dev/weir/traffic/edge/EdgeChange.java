package dev.weir.traffic.edge;

import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.ObservedEdge;
import org.jspecify.annotations.Nullable;

/**
 * Whether a change of an edge can change a policy's text. Most changes do not: one more record, a later time on a day that
 * was seen already. A policy names days, pods and names, never counts.
 */
public final class EdgeChange {
    private EdgeChange() {}

    /** @param before null where the edge is new */
    public static boolean reachesPolicy(@Nullable ObservedEdge before, ObservedEdge after) {
        return before == null || !whatAPolicyTells(before).equals(whatAPolicyTells(after));
    }

    private static ObservedEdge whatAPolicyTells(ObservedEdge edge) {
        EdgeEvidence evidence = edge.getEvidence();
        return edge.toBuilder()
                .setEvidence(EdgeEvidence.newBuilder()
                        .addAllDays(evidence.getDaysList())
                        .addAllClientPods(evidence.getClientPodsList())
                        .addAllFqdns(evidence.getFqdnsList())
                        .setBasis(evidence.getBasis())
                        .setAnswered(evidence.getAnswered())
                        .setDeclared(evidence.getDeclared())
                        .setDefaultAllowed(evidence.getDefaultAllowed()))
                .build();
    }
}
