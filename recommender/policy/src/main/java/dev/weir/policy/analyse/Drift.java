package dev.weir.policy.analyse;

import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.RuleRef;
import dev.weir.policy.eval.Verdict;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the policies in force and the traffic disagree.
 *
 * @param findings about edges in the order given, then about rules in the order of the policies
 */
public record Drift(List<Finding> findings) {

    public Drift {
        findings = List.copyOf(findings);
    }

    /** One observation, with a sentence that says what it is. */
    public sealed interface Finding {
        String sentence();

        /** About an observed edge. */
        record AboutEdge(EdgeKind kind, EdgeKey edge, String sentence) implements Finding {}

        /** About a rule. */
        record AboutRule(RuleFinding finding) implements Finding {
            @Override
            public String sentence() {
                return finding.sentence();
            }
        }

        /** Whether somebody should do something about it. */
        default boolean isDisagreement() {
            return !(this instanceof AboutEdge about)
                    || about.kind() == EdgeKind.ESCAPED
                    || about.kind() == EdgeKind.REJECTED;
        }
    }

    /** How an edge and the policies go together. */
    public enum EdgeKind {
        /** Observed, at least as an attempt, and allowed. */
        PERMITTED,
        /** Observed to pass although the policies deny it: they are not enforced, or not the ones in force. */
        ESCAPED,
        /** Observed as an attempt that did not get through, and denied by the policies or by somebody else. */
        REJECTED,
        /** An end, port or protocol is nothing that a policy can be asked about. */
        UNJUDGED
    }

    /** How long a rule that nobody used is spared: a monthly job has come by then. */
    public static final Duration MONTHLY = Duration.ofDays(31);

    /** Compares policies with everything that was observed; unused rules are spared for a month. */
    public static Drift of(Snapshot snapshot, PolicySet live, Collection<ObservedEdge> edges) {
        return of(snapshot, live, edges, MONTHLY);
    }

    /**
     * The same.
     *
     * @param spared how long the flows must reach back before a rule that nobody used can go
     */
    public static Drift of(Snapshot snapshot, PolicySet live, Collection<ObservedEdge> edges, Duration spared) {
        PlainEvaluator evaluator = new PlainEvaluator(snapshot.cluster(), live.policies(), live.clusterPolicies());
        EdgeEnds ends = new EdgeEnds(snapshot);
        List<Finding> findings = new ArrayList<>();
        edges.forEach(edge -> findings.add(judge(edge, ends, evaluator)));
        RuleReview.of(snapshot, live, edges, spared).forEach(it -> findings.add(new Finding.AboutRule(it)));
        return new Drift(findings);
    }

    /** The policies without rules that nobody used and that no rare job can need any more; those that change, alone. */
    public List<NetworkPolicy> narrowed(PolicySet live) {
        Set<RuleRef> gone = findings.stream()
                .filter(Finding.AboutRule.class::isInstance)
                .map(finding -> ((Finding.AboutRule) finding).finding())
                .filter(RuleFinding::removable)
                .map(RuleFinding::rule)
                .collect(Collectors.toSet());
        return Narrowing.without(gone, live.policies());
    }

    public List<Finding> disagreements() {
        return findings.stream().filter(Finding::isDisagreement).toList();
    }

    private static Finding judge(ObservedEdge edge, EdgeEnds ends, PlainEvaluator evaluator) {
        EdgeKey key = edge.getKey();
        String name = EdgeEnds.name(key);
        if (isWithOwnNode(key)) {
            return new Finding.AboutEdge(
                    EdgeKind.PERMITTED, key, name + ": a pod and its node always reach each other");
        }
        List<Probe> probes = ends.probes(key);
        if (probes.isEmpty()) {
            String why = "an end, the port or the protocol is nothing that policies of this snapshot can name";
            return new Finding.AboutEdge(EdgeKind.UNJUDGED, key, name + ": " + why);
        }
        Optional<Verdict> denial = probes.stream()
                .map(evaluator::verdict)
                .filter(verdict -> !verdict.allowed())
                .findFirst();
        if (Observed.passed(edge)) {
            return denial.<Finding>map(verdict -> new Finding.AboutEdge(
                            EdgeKind.ESCAPED, key, name + ": was observed to pass although denied; " + why(verdict)))
                    .orElseGet(() -> new Finding.AboutEdge(EdgeKind.PERMITTED, key, name + ": observed and allowed"));
        }
        if (denial.isPresent() || Observed.wasDenied(edge)) {
            String by = denial.map(Drift::why).orElse("it was denied, though these policies allow it");
            return new Finding.AboutEdge(EdgeKind.REJECTED, key, name + ": was tried in vain; " + by);
        }
        return new Finding.AboutEdge(EdgeKind.PERMITTED, key, name + ": was tried without an answer, and is allowed");
    }

    /** The first end that denies. */
    private static String why(Verdict verdict) {
        return verdict.egress().allowed()
                ? "ingress: " + verdict.ingress().explain()
                : "egress: " + verdict.egress().explain();
    }

    private static boolean isWithOwnNode(EdgeKey edge) {
        return edge.getClient().getKind() == EntityKind.ENTITY_LOCAL_NODE
                || edge.getServer().getKind() == EntityKind.ENTITY_LOCAL_NODE;
    }
}
