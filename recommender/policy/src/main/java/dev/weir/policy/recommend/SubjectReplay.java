package dev.weir.policy.recommend;

import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.Verdict;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.replay.EdgeProbes;
import dev.weir.v1.ReplayVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the reference evaluator whether a policy admits, at its subject's end, every edge it was made from: by itself,
 * so that no standing policy hides a gap, and together with the standing ones, so that none of them closes an edge.
 */
final class SubjectReplay {

    private final KnownWorkload subject;
    private final EdgeProbes probes;
    private final List<PlainEvaluator> evaluators;

    SubjectReplay(KnownWorkload subject, NetworkPolicy policy, Cluster neighbourhood, Landscape landscape) {
        this.subject = subject;
        probes = new EdgeProbes(landscape);
        List<NetworkPolicy> united =
                new ArrayList<>(landscape.namespace(subject.namespace()).policies());
        united.removeIf(standing -> standing.name().equals(policy.name()));
        united.add(policy);
        evaluators = List.of(
                new PlainEvaluator(neighbourhood, List.of(policy)),
                new PlainEvaluator(neighbourhood, united, landscape.clusterPolicies()));
    }

    ReplayVerdict verdict(List<Observation> accepted) {
        ReplayVerdict.Builder verdict = ReplayVerdict.newBuilder().setAcceptedEdges(accepted.size());
        for (Observation edge : accepted) {
            if (admits(edge)) {
                verdict.setAdmitted(verdict.getAdmitted() + 1);
            } else {
                verdict.addDenied(edge.key());
            }
        }
        return verdict.build();
    }

    private boolean admits(Observation edge) {
        if (EdgeProbes.isAlwaysAllowed(edge.key())) {
            return true;
        }
        List<Probe> connections = probes.of(edge.key());
        return !connections.isEmpty()
                && evaluators.stream().allMatch(evaluator -> connections.stream()
                        .allMatch(it -> admits(evaluator.verdict(it), edge)));
    }

    /** At each end that is the subject: a workload that calls itself has to be let out and in. */
    private boolean admits(Verdict verdict, Observation edge) {
        boolean out =
                !edge.client().equals(subject.entity()) || verdict.egress().allowed();
        boolean in =
                !edge.server().equals(subject.entity()) || verdict.ingress().allowed();
        return out && in;
    }
}
