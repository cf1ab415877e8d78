package dev.weir.policy.dialect;

import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.render.PolicyComments;
import dev.weir.v1.Recommendation;
import java.util.Optional;

/**
 * The one model behind all dialects: a NetworkPolicy, what its rules are for, and what is known of the addresses in it.
 */
public record RecommendedPolicy(NetworkPolicy policy, PolicyComments comments, PeerFacts facts) {

    /** A policy of which nothing more is known. */
    public static RecommendedPolicy of(NetworkPolicy policy) {
        return new RecommendedPolicy(policy, PolicyComments.NONE, PeerFacts.NONE);
    }

    /** The policy of a recommendation as it was replayed; nothing where the recommendation proposes none. */
    public static Optional<RecommendedPolicy> of(Recommendation recommendation, PeerFacts facts) {
        if (recommendation.getYaml().isEmpty()) {
            return Optional.empty();
        }
        NetworkPolicy policy = PolicyParser.parse(recommendation.getYaml())
                .orElseThrow()
                .policies()
                .get(0);
        return Optional.of(new RecommendedPolicy(policy, EvidenceComments.of(recommendation), facts));
    }
}
