package dev.weir.policy.dialect;

import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Rule;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.render.PolicyComments;
import dev.weir.v1.Recommendation;
import java.util.List;
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
        return joined(recommendation.getYaml())
                .map(policy -> new RecommendedPolicy(policy, EvidenceComments.of(recommendation, facts), facts));
    }

    /** Its default deny, where that is apart. */
    public static Optional<RecommendedPolicy> defaultDeny(Recommendation recommendation) {
        return joined(recommendation.getDefaultDenyYaml()).map(RecommendedPolicy::of);
    }

    /** The documents of one policy were cut for readers; a dialect has its own limits. */
    private static Optional<NetworkPolicy> joined(String yaml) {
        if (yaml.isEmpty()) {
            return Optional.empty();
        }
        List<NetworkPolicy> parts = PolicyParser.parse(yaml).orElseThrow().policies();
        NetworkPolicy first = parts.get(0);
        List<Rule> ingress =
                parts.stream().flatMap(part -> part.spec().ingress().stream()).toList();
        List<Rule> egress =
                parts.stream().flatMap(part -> part.spec().egress().stream()).toList();
        NetworkPolicy.Spec spec =
                new NetworkPolicy.Spec(first.spec().podSelector(), first.spec().policyTypes(), ingress, egress);
        return Optional.of(
                new NetworkPolicy(first.namespace(), first.name(), first.labels(), first.annotations(), spec));
    }
}
