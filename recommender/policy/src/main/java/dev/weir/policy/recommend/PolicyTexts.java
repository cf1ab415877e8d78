package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.render.PolicyComments;
import dev.weir.policy.render.PolicyYaml;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A draft as people get it: YAML documents short enough to be reviewed, and default deny in one of its own if that was
 * asked for.
 */
final class PolicyTexts {

    /** A review of more lines than this finds less: about eight screens. */
    static final int MOST_LINES = 400;

    /** Sentences above a policy; more of them hide it. The recommendation has them all. */
    private static final int MOST_SENTENCES = 40;

    private final KnownWorkload subject;
    private final Draft whole;
    private final Observations observations;
    private final List<String> also;
    private final boolean denyApart;
    private final List<Draft> parts;
    private final List<String> documents;

    /** @param also what the policy allows beyond what was seen, and what else a reader should know */
    PolicyTexts(KnownWorkload subject, Draft whole, Observations observations, List<String> also, boolean denyApart) {
        this.subject = subject;
        this.whole = whole;
        this.observations = observations;
        this.also = limited(also);
        this.denyApart = denyApart;
        String single = document(whole, 0, 1);
        parts = isShort(single) ? List.of(whole) : DraftParts.of(whole, this::fits);
        documents = isShort(single) ? List.of(single) : documents(parts);
    }

    private static List<String> limited(List<String> sentences) {
        if (sentences.size() <= MOST_SENTENCES) {
            return sentences;
        }
        List<String> some = new ArrayList<>(sentences.subList(0, MOST_SENTENCES));
        some.add("Note: " + (sentences.size() - MOST_SENTENCES)
                + " more such sentences are in the recommendation, as JSON.");
        return some;
    }

    /** How many documents {@link #yaml} has, default deny not counted. */
    int count() {
        return parts.size();
    }

    /** The rules as all documents together have them, in their order. */
    Draft written() {
        return DraftParts.joined(parts);
    }

    /** One document or several; none if default deny, which is apart, says it all. */
    String yaml() {
        return denyApart && whole.open().isEmpty() ? "" : String.join("---\n", documents);
    }

    private List<String> documents(List<Draft> of) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            texts.add(document(of.get(i), i, of.size()));
        }
        return texts;
    }

    /** The policy that closes both directions and allows nothing; empty if the others do that themselves. */
    String defaultDenyYaml() {
        if (!denyApart) {
            return "";
        }
        NetworkPolicy policy = whole.policy();
        NetworkPolicy denial = new NetworkPolicy(
                policy.namespace(),
                PolicyName.of(subject.entity(), "default-deny"),
                policy.labels(),
                Map.of(PolicyName.SUBJECT, policy.annotations().getOrDefault(PolicyName.SUBJECT, "")),
                new NetworkPolicy.Spec(
                        policy.spec().podSelector(), EnumSet.allOf(Direction.class), List.of(), List.of()));
        String purpose = "Weir: closes for " + subject.title() + " what its other policies do not allow. Apply it after"
                + " them, and remove it before them.";
        return PolicyYaml.write(
                denial, new PolicyComments(List.of(purpose), PolicyComments.Section.NONE, PolicyComments.Section.NONE));
    }

    private boolean fits(Draft part, boolean isFirst) {
        // As wide as numbers get, so that no line breaks otherwise once they are known.
        return isShort(document(part, isFirst ? 0 : 998, 999));
    }

    private static boolean isShort(String text) {
        return text.lines().count() <= MOST_LINES;
    }

    private String document(Draft part, int position, int of) {
        String name = position == 0 ? whole.policy().name() : PolicyName.of(subject.entity(), "part" + (position + 1));
        List<String> header = new ArrayList<>();
        if (position == 0) {
            header.add(Comments.purpose(subject, observations, whole));
        }
        if (of > 1) {
            header.add("Part " + (position + 1) + " of " + of + " of what " + subject.title()
                    + " may do: they add up, apply all of them.");
        }
        if (position == 0) {
            header.addAll(also);
        }
        return PolicyYaml.write(part.as(name, closed()).policy(), Comments.of(part, whole.open(), header));
    }

    private Set<Direction> closed() {
        return denyApart ? whole.open() : whole.policy().spec().policyTypes();
    }
}
