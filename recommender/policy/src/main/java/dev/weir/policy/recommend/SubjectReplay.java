package dev.weir.policy.recommend;

import dev.weir.policy.eval.Ends;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.replay.EdgeProbes;
import dev.weir.v1.ReplayVerdict;
import java.util.List;

/** Whether judges admit, at its subject's end, every edge that a policy was made from. */
final class SubjectReplay {

    private final KnownWorkload subject;
    private final EdgeProbes probes;
    private final List<Judge> judges;

    /** @param judges all have to admit an edge */
    SubjectReplay(KnownWorkload subject, EdgeProbes probes, List<Judge> judges) {
        this.subject = subject;
        this.probes = probes;
        this.judges = judges;
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
        // At each end that is the subject: a workload that calls itself has to be let out and in.
        boolean out = edge.client().equals(subject.entity());
        boolean in = edge.server().equals(subject.entity());
        List<Probe> connections = probes.of(edge.key());
        for (Judge judge : judges) {
            for (Probe connection : connections) {
                Ends ends = judge.ends(connection);
                if ((out && !ends.egress()) || (in && !ends.ingress())) {
                    return false;
                }
            }
        }
        return !connections.isEmpty();
    }
}
