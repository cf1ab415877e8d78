package dev.weir.policy.recommend;

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
 * <p>A function of its arguments: no clock, no random number; what one recommendation works out about the landscape is
 * kept for the next, and changes nothing but its speed. Edges count once however often and in whatever order they come.
 * Safe for use by several threads.
 */
public final class Recommender {

    private static final int SCHEMA_VERSION = 1;

    private final Facts facts;
    private final Options options;

    public Recommender(Landscape landscape, Options options) {
        facts = new Facts(landscape);
        this.options = options;
    }

    /** As {@link #recommend(Entity, Collection)}, for somebody who asks once about a landscape. */
    public static Recommendation recommend(
            Entity subject, Collection<ObservedEdge> edgesOfSubject, Landscape landscape, Options options) {
        return new Recommender(landscape, options).recommend(subject, edgesOfSubject);
    }

    /**
     * The recommendation for one workload. Generation is left at 0: it belongs to whoever keeps the one before.
     *
     * @param subject a workload; the landscape should know it, or else it cannot be selected
     * @param edgesOfSubject every observed edge whose client or server is the subject. Those that are not accepted make
     *     no rule and are listed as held.
     * @throws IllegalArgumentException if the subject is no workload, or an edge is not one of its
     */
    public Recommendation recommend(Entity subject, Collection<ObservedEdge> edgesOfSubject) {
        if (subject.getKind() != EntityKind.ENTITY_WORKLOAD) {
            throw new IllegalArgumentException(
                    "Only a workload can have a policy, not " + subject.getKind() + " \"" + subject.getName() + "\"");
        }
        Observations observations = Observations.of(subject, edgesOfSubject);
        Recommendation.Builder result = Recommendation.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setCluster(cluster(edgesOfSubject, facts.landscape()))
                .setSubject(subject);
        observations.held().forEach(edge -> result.addHeld(held(edge)));
        Optional<KnownWorkload> known = facts.landscape().workload(subject);
        Optional<Selection> selection = known.flatMap(facts::selection);
        if (known.isPresent() && selection.isPresent()) {
            new Proposal(known.get(), selection.get(), observations, facts).describe(result, options);
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
