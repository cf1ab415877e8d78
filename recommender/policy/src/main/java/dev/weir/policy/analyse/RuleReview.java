package dev.weir.policy.analyse;

import static java.util.stream.Collectors.groupingBy;

import dev.weir.policy.analyse.RuleFinding.Kind;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.RuleRef;
import dev.weir.policy.eval.Verdict;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import dev.weir.v1.ObservedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at every rule of every NetworkPolicy. */
final class RuleReview {

    private final Snapshot snapshot;
    private final PolicySet policies;
    private final List<RuleScope> scopes;
    private final Map<String, List<RuleScope>> neighbours;
    private final List<RuleFinding> findings = new ArrayList<>();

    private RuleReview(Snapshot snapshot, PolicySet policies) {
        this.snapshot = snapshot;
        this.policies = policies;
        scopes = RuleScopes.of(snapshot, policies);
        neighbours = scopes.stream().collect(groupingBy(scope -> scope.policy().namespace()));
    }

    /** Findings about rules, without any about use. */
    static List<RuleFinding> of(Snapshot snapshot, PolicySet policies) {
        RuleReview review = new RuleReview(snapshot, policies);
        review.scopes.forEach(review::look);
        return review.findings;
    }

    /** Findings about rules, rules that none of the edges needs included. */
    static List<RuleFinding> of(Snapshot snapshot, PolicySet policies, Collection<ObservedEdge> edges) {
        RuleReview review = new RuleReview(snapshot, policies);
        Set<RuleRef> used = review.used(edges);
        for (RuleScope scope : review.scopes) {
            review.look(scope);
            if (!used.contains(scope.ref()) && !scope.isIdle()) {
                review.add(Kind.UNUSED, scope, scope.ref() + " allows what was not observed: " + words(scope));
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
        overshadowing(scope)
                .ifPresent(other -> add(
                        Kind.OVERSHADOWED,
                        scope,
                        scope.ref() + " adds nothing to " + other.ref() + ": " + words(other)));
    }

    /** Of two rules that allow the same, the first overshadows the second, and not the other way round. */
    private Optional<RuleScope> overshadowing(RuleScope scope) {
        boolean before = true;
        for (RuleScope other : neighbours.getOrDefault(scope.policy().namespace(), List.of())) {
            if (other == scope) {
                before = false;
            } else if (other.covers(scope) && (before || !scope.covers(other))) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
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
        findings.add(new RuleFinding(kind, scope.ref(), sentence));
    }
}
