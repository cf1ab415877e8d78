package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownNamespace;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.HeldEdge;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import dev.weir.v1.RecommendationStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Recommends the NetworkPolicy that lets one workload do what it was seen to do, and nothing else.
 *
 * <p>A function of its arguments: no clock, no random number, no memory. Edges count once however often and in
 * whatever order they come.
 */
public final class Recommender {

    private static final int SCHEMA_VERSION = 1;

    private Recommender() {}

    /**
     * The recommendation for one workload. Generation is left at 0: it belongs to whoever keeps the one before.
     *
     * @param subject a workload; the landscape should know it, or else it cannot be selected
     * @param edgesOfSubject every observed edge whose client or server is the subject. Those that are not accepted make
     *     no rule and are listed as held.
     * @throws IllegalArgumentException if the subject is no workload, or an edge is not one of its
     */
    public static Recommendation recommend(
            Entity subject, Collection<ObservedEdge> edgesOfSubject, Landscape landscape, Options options) {
        if (subject.getKind() != EntityKind.ENTITY_WORKLOAD) {
            throw new IllegalArgumentException(
                    "Only a workload can have a policy, not " + subject.getKind() + " \"" + subject.getName() + "\"");
        }
        Observations observations = Observations.of(subject, edgesOfSubject);
        Recommendation.Builder result = Recommendation.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setCluster(cluster(edgesOfSubject, landscape))
                .setSubject(subject);
        observations.held().forEach(edge -> result.addHeld(held(edge)));
        KnownNamespace home = landscape.namespace(subject.getNamespace());
        Optional<KnownWorkload> known = landscape.workload(subject);
        Optional<Selection> selection = known.flatMap(workload -> Selection.of(workload, home));
        if (known.isPresent() && selection.isPresent()) {
            new Proposal(known.get(), selection.get(), observations, landscape).describe(result, options);
        } else {
            result.setStatus(RecommendationStatus.NOT_SELECTABLE).addWarnings(whyNotSelectable(subject, known));
        }
        return result.setContentHash(Sha256.hex(result.build().toByteArray())).build();
    }

    /** Of the edges; where there are none, of the inventory. */
    private static String cluster(Collection<ObservedEdge> edges, Landscape landscape) {
        return edges.stream()
                .map(edge -> edge.getKey().getCluster())
                .min(Comparator.naturalOrder())
                .orElse(landscape.clusterName());
    }

    private static HeldEdge held(Observation edge) {
        return HeldEdge.newBuilder()
                .setKey(edge.key())
                .addAllReasons(edge.reasons())
                .build();
    }

    private static String whyNotSelectable(Entity subject, Optional<KnownWorkload> known) {
        String title = subject.getWorkloadKind() + " " + subject.getName();
        if (known.isEmpty()) {
            return title + " is not in the inventory, so its labels are not known.";
        }
        return known.get().onHostNetwork()
                ? title + " runs on the host network: its pods are their nodes, which no NetworkPolicy selects."
                : title + " has no stable label that all its pods share, and no selector may be empty.";
    }
}
