package dev.weir.policy.analyse;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.weir.policy.analyse.RuleFinding.Kind;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.RuleRef;
import dev.weir.policy.eval.Verdict;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import dev.weir.v1.ObservedEdge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at every rule of every NetworkPolicy. */
final class RuleReview {

    private final Snapshot snapshot;
    private final PolicySet policies;
    private final List<RuleScope> scopes;
    private final Map<RuleScope, List<RuleScope>> overshadowed = new IdentityHashMap<>();
    private final List<RuleFinding> findings = new ArrayList<>();

    private RuleReview(Snapshot snapshot, PolicySet policies) {
        this.snapshot = snapshot;
        this.policies = policies;
        scopes = RuleScopes.of(snapshot, policies);
        scopes.stream()
                .collect(groupingBy(scope -> scope.policy().namespace()))
                .values()
                .forEach(ofNamespace -> overshadowed.putAll(Overshadowing.of(ofNamespace)));
    }

    /** Findings about rules, without any about use. */
    static List<RuleFinding> of(Snapshot snapshot, PolicySet policies) {
        RuleReview review = new RuleReview(snapshot, policies);
        review.scopes.forEach(review::look);
        return review.findings;
    }

    /**
     * Findings about rules, rules that none of the edges needs included.
     *
     * @param spared how long the flows must reach back before a rule that nobody used can go
     */
    static List<RuleFinding> of(
            Snapshot snapshot, PolicySet policies, Collection<ObservedEdge> edges, Duration spared) {
        Spared unused = Spared.of(edges, spared);
        RuleReview review = new RuleReview(snapshot, policies);
        Set<RuleRef> used = review.used(edges);
        for (RuleScope scope : review.scopes) {
            review.look(scope);
            if (!used.contains(scope.ref()) && !scope.isIdle()) {
                String sentence = scope.ref() + " allows what was not observed: " + words(scope);
                review.findings.add(new RuleFinding(
                        Kind.UNUSED, scope.ref(), sentence + "; " + unused.sentence(), unused.removable()));
            }
        }
        return review.findings;
    }

    private void look(RuleScope scope) {
        List<String> causes = BroadRules.causes(scope.rule());
        if (!causes.isEmpty()) {
            add(Kind.BROAD, scope, scope.ref() + " allows " + String.join(", and ", causes));
        }
        if (scope.isIdle()) {
            String why = scope.subjects().isEmpty() ? "its policy selects no running pod" : "its peers are nobody";
            add(Kind.IDLE, scope, scope.ref() + " concerns nobody: " + why);
            return;
        }
        List<RuleScope> by = overshadowed.getOrDefault(scope, List.of());
        if (!by.isEmpty()) {
            add(
                    Kind.OVERSHADOWED,
                    scope,
                    scope.ref() + " adds nothing to "
                            + by.stream().map(it -> it.ref() + ": " + words(it)).collect(joining("; and ")));
        }
    }

    /** Every rule that allows an edge that passed. */
    private Set<RuleRef> used(Collection<ObservedEdge> edges) {
        PlainEvaluator evaluator =
                new PlainEvaluator(snapshot.cluster(), policies.policies(), policies.clusterPolicies());
        EdgeEnds ends = new EdgeEnds(snapshot);
        Set<RuleRef> used = new HashSet<>();
        for (ObservedEdge edge : edges) {
            if (!Observed.passed(edge)) {
                continue;
            }
            for (Probe probe : ends.probes(edge.getKey())) {
                Verdict verdict = evaluator.verdict(probe);
                used.addAll(verdict.egress().decidedBy());
                used.addAll(verdict.ingress().decidedBy());
            }
        }
        return used;
    }

    private static String words(RuleScope scope) {
        return RuleText.of(scope.rule(), scope.ref().direction(), scope.policy().namespace());
    }

    private void add(Kind kind, RuleScope scope, String sentence) {
        findings.add(new RuleFinding(kind, scope.ref(), sentence, false));
    }
}
