package dev.weir.policy.analyse;

import static java.util.stream.Collectors.joining;

import dev.weir.policy.eval.End;
import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.RuleRef;
import dev.weir.policy.eval.Verdict;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.policy.parse.PolicySet;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.ObservedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Why one connection passes or not, in sentences: first the verdict, then the source's side, the destination's side, and
 * the traffic that was observed, if any is given.
 */
public record Explanation(Probe probe, Verdict verdict, List<String> sentences) {

    public Explanation {
        sentences = List.copyOf(sentences);
    }

    /**
     * Explains a connection.
     *
     * @param edges observed edges; those between the two workloads are quoted as evidence
     * @throws IllegalArgumentException if the probe names a pod or node that the snapshot does not have
     */
    public static Explanation of(Snapshot snapshot, PolicySet policies, Probe probe, Collection<ObservedEdge> edges) {
        Verdict verdict =
                new PlainEvaluator(snapshot.cluster(), policies.policies(), policies.clusterPolicies()).verdict(probe);
        Writer writer = new Writer(snapshot, policies);
        List<String> sentences = new ArrayList<>();
        sentences.add(writer.name(probe.from()) + (verdict.allowed() ? " may" : " may not") + " connect to "
                + writer.name(probe.to()) + " on " + probe.protocol() + " " + probe.port() + ".");
        sentences.add(writer.side(Direction.EGRESS, writer.name(probe.from()), verdict.egress()));
        sentences.add(writer.side(Direction.INGRESS, writer.name(probe.to()), verdict.ingress()));
        EdgeEnds ends = new EdgeEnds(snapshot);
        edges.stream()
                .filter(edge -> ends.probes(edge.getKey()).contains(probe))
                .map(Explanation::evidence)
                .sorted()
                .forEach(sentences::add);
        return new Explanation(probe, verdict, sentences);
    }

    private static String evidence(ObservedEdge edge) {
        EdgeEvidence evidence = edge.getEvidence();
        long connections = Math.max(
                Math.max(evidence.getSeenByClientSide(), evidence.getSeenByServerSide()), evidence.getSeenElsewhere());
        return (Observed.passed(edge) ? "It was observed: " : "It was tried in vain: ")
                + EdgeEnds.name(edge.getKey()) + " (connections: " + connections + ", days: "
                + evidence.getDaysCount() + ").";
    }

    /** Writes sentences about one snapshot and its policies. */
    private record Writer(Snapshot snapshot, PolicySet policies) {

        String name(Party party) {
            if (party instanceof Party.PodParty pod) {
                return snapshot.pods().stream()
                        .filter(it -> PodGroup.party(it.pod()).equals(pod))
                        .findFirst()
                        .map(it -> it.workload().kind().equals(Workload.LONE_POD)
                                ? "Pod " + pod
                                : "Pod " + pod + " of " + it.workload().kind() + " "
                                        + it.workload().name())
                        .orElse("Pod " + pod);
            }
            return party instanceof Party.NodeParty node
                    ? "Node " + node.name()
                    : "Address " + party.toString().substring("ip:".length());
        }

        String side(Direction direction, String who, End end) {
            String title = direction.text() + " of " + who;
            String names = end.decidedBy().stream().map(RuleRef::toString).collect(joining(" and "));
            String rules = end.decidedBy().stream().map(this::quote).collect(joining("; "));
            return switch (end.reason()) {
                case NOT_A_POD -> title + " is open: policies select pods, and this is none.";
                case OWN_TRAFFIC -> title + " is open: a pod cannot be kept from itself.";
                case RESIDENT_NODE -> title + " is open: a pod and the node it runs on always reach each other.";
                case NOT_ISOLATED -> title + " is open: no policy selects it for " + RuleText.lower(direction) + ".";
                case RULE_ALLOWS -> title + " is isolated, but allowed by " + rules + ".";
                case NO_RULE_ALLOWS -> title + " is isolated by " + names + ", and no rule allows this.";
                case CLUSTER_RULE_ACCEPTS -> title + " is accepted by " + rules + ".";
                case CLUSTER_RULE_DENIES -> title + " is denied by " + rules + ".";
                case AMBIGUOUS_ADDRESS ->
                    title + " cannot be judged, so it counts as denied: several running pods claim the address.";
            };
        }

        private String quote(RuleRef ref) {
            return ref + words(ref).map(text -> " (" + text + ")").orElse("");
        }

        private Optional<String> words(RuleRef ref) {
            if (ref.rule().isEmpty()) {
                return Optional.empty();
            }
            int index = ref.rule().getAsInt();
            if (ref.namespace().isPresent()) {
                return policy(ref.namespace().get(), ref.policy())
                        .map(policy -> RuleText.of(
                                policy.spec().rules(ref.direction()).get(index), ref.direction(), policy.namespace()));
            }
            return policies.clusterPolicies().stream()
                    .filter(policy -> policy.name().equals(ref.policy()))
                    .map(policy -> policy.spec().rules(ref.direction()).get(index))
                    .map(ClusterRule::name)
                    .filter(name -> !name.isEmpty())
                    .findFirst();
        }

        private Optional<NetworkPolicy> policy(String namespace, String name) {
            return policies.policies().stream()
                    .filter(it -> it.namespace().equals(namespace) && it.name().equals(name))
                    .findFirst();
        }
    }
}
