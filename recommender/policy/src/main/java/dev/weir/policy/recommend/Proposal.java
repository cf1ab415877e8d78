package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownNamespace;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Rule;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Recommendation;
import dev.weir.v1.RecommendationStatus;
import dev.weir.v1.ReplayVerdict;
import dev.weir.v1.RuleEvidence;
import dev.weir.v1.Surplus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The policy proposed for a workload that can be selected, checked. */
final class Proposal {

    private final KnownWorkload subject;
    private final Selection selection;
    private final Observations observations;
    private final Facts facts;
    private final Landscape landscape;
    private final Grants ingress;
    private final Grants egress;

    Proposal(KnownWorkload subject, Selection selection, Observations observations, Facts facts) {
        this.subject = subject;
        this.selection = selection;
        this.observations = observations;
        this.facts = facts;
        landscape = facts.landscape();
        Naming naming = new Naming(facts, subject.namespace());
        ingress = Grants.of(observations.accepted(Direction.INGRESS), Direction.INGRESS, naming);
        egress = Grants.of(observations.accepted(Direction.EGRESS), Direction.EGRESS, naming);
    }

    /** Fills in everything but what is true of any recommendation. */
    void describe(Recommendation.Builder result, Options options) {
        Openings openings = Openings.of(subject, landscape, options);
        Draft draft = draft(options, openings);
        Neighbourhood near = Neighbourhood.of(subject, observations, draft.policy(), facts);
        Judge alone = new Judge(near.cluster(), List.of(draft.policy()), List.of());
        Surplus surplus = SurplusCount.of(subject, draft, near, alone, landscape);
        ReplayVerdict replay = new SubjectReplay(subject, facts.probes(), judges(draft.policy(), near, alone))
                .verdict(observations.accepted());
        List<String> warnings = Warnings.of(subject, selection, observations, draft, landscape, openings);
        SortedSet<String> all = allWarnings(warnings);
        RecommendationStatus status = status(replay, options);
        List<String> also = new ArrayList<>();
        surplus.getExplainedList().forEach(sentence -> also.add("Also allowed: " + sentence));
        warnings.forEach(sentence -> also.add("Note: " + sentence));
        PolicyTexts texts = new PolicyTexts(subject, draft, observations, also, options.defaultDenyApart());
        if (texts.count() > 1) {
            all.add("This policy is cut into " + texts.count() + " that add up, none longer than "
                    + PolicyTexts.MOST_LINES + " lines; a surplus of external addresses (--external-surplus), or"
                    + " labels that more peers share, would make it shorter.");
        }
        result.setStatus(status)
                .setPolicyName(draft.policy().name())
                .setReplay(replay)
                .setSurplus(surplus)
                .addAllWithoutRule(withoutRule())
                .addAllWarnings(all);
        for (Direction direction : Direction.values()) {
            addEvidence(texts.written(), direction, result);
        }
        if (status == RecommendationStatus.READY) {
            result.setYaml(texts.yaml()).setDefaultDenyYaml(texts.defaultDenyYaml());
        }
    }

    /**
     * What must admit every edge: the policy by itself, so that no standing policy hides a gap, and together with the
     * standing ones, so that none of them closes an edge.
     */
    private List<Judge> judges(NetworkPolicy policy, Neighbourhood near, Judge alone) {
        List<NetworkPolicy> united =
                new ArrayList<>(landscape.namespace(subject.namespace()).policies());
        united.removeIf(standing -> standing.name().equals(policy.name()));
        if (united.isEmpty() && landscape.clusterPolicies().isEmpty()) {
            return List.of(alone);
        }
        united.add(policy);
        return List.of(alone, new Judge(near.cluster(), united, landscape.clusterPolicies()));
    }

    private RecommendationStatus status(ReplayVerdict replay, Options options) {
        if (options.withholds(subject.namespace())) {
            return RecommendationStatus.PROTECTED_NAMESPACE;
        }
        return replay.getDeniedCount() == 0 ? RecommendationStatus.READY : RecommendationStatus.FAILED_REPLAY;
    }

    private Draft draft(Options options, Openings openings) {
        List<DraftRule> in = new ArrayList<>(Widening.of(
                DraftRule.of(ingress.grants().stream()
                        .filter(grant -> !openings.holds(grant.port()))
                        .toList()),
                options,
                landscape));
        openings.rule(ingress.grants()).ifPresent(in::add);
        List<DraftRule> out = Widening.of(DraftRule.of(egress.grants()), options, landscape);
        KnownNamespace home = landscape.namespace(subject.namespace());
        NetworkPolicy.Spec spec =
                new NetworkPolicy.Spec(selection.selector(), EnumSet.allOf(Direction.class), rules(in), rules(out));
        NetworkPolicy policy = new NetworkPolicy(
                subject.namespace(),
                PolicyName.of(subject.entity(), home),
                Map.of(PolicyName.MANAGED_BY, PolicyName.OURS),
                annotations(),
                spec);
        return new Draft(policy, in, out);
    }

    private static List<Rule> rules(List<DraftRule> drafts) {
        return drafts.stream().map(DraftRule::rule).toList();
    }

    /** Days, not times: a text that changed with every flow would be proposed again with every flow. */
    private Map<String, String> annotations() {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(
                PolicyName.SUBJECT,
                subject.entity().getWorkloadKind() + "/" + subject.entity().getName());
        Evidence evidence = Evidence.of(observations.accepted());
        if (evidence.window().isKnown()) {
            annotations.put(
                    "weir.dev/evidence",
                    evidence.window().firstDay() + "/" + evidence.window().lastDay());
        }
        if (!evidence.days().isEmpty()) {
            annotations.put("weir.dev/days", Integer.toString(evidence.days().size()));
        }
        return annotations;
    }

    private SortedSet<String> allWarnings(List<String> warnings) {
        SortedSet<String> all = new TreeSet<>(warnings);
        all.addAll(ingress.problems());
        all.addAll(egress.problems());
        return all;
    }

    private List<EdgeKey> withoutRule() {
        return Stream.concat(ingress.withoutRule().stream(), egress.withoutRule().stream())
                .sorted(Observation.BY_KEY)
                .map(Observation::key)
                .toList();
    }

    private static void addEvidence(Draft draft, Direction direction, Recommendation.Builder result) {
        List<DraftRule> rules = draft.rules(direction);
        for (int i = 0; i < rules.size(); i++) {
            Collection<Observation> edges = rules.get(i).edges();
            Evidence evidence = Evidence.of(edges);
            result.addRules(RuleEvidence.newBuilder()
                    .setDirection(direction.text().toLowerCase(Locale.ROOT))
                    .setRule(i)
                    .addAllEdges(edges.stream().map(Observation::key).toList())
                    .setFirstNs(evidence.window().firstNs())
                    .setLastNs(evidence.window().lastNs())
                    .setDays(evidence.days().size()));
        }
    }
}
