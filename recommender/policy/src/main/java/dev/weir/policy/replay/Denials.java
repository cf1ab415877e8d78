package dev.weir.policy.replay;

import dev.weir.policy.eval.End;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.Verdict;
import dev.weir.policy.model.Direction;
import dev.weir.policy.replay.ReplayReport.Denied;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Why edges do not pass, as the reference evaluator says. */
record Denials(EdgeProbes probes, PlainEvaluator evaluator) {

    /** Each end that denies the edge, once, with the first connection it denies; none of an edge that passes. */
    List<Denied> of(EdgeKey edge) {
        if (EdgeProbes.isAlwaysAllowed(edge)) {
            return List.of();
        }
        List<Probe> connections = probes.of(edge);
        if (connections.isEmpty()) {
            return List.of(new Denied(edge, Optional.empty(), Optional.empty(), List.of()));
        }
        List<Verdict> verdicts = connections.stream().map(evaluator::verdict).toList();
        List<Denied> denials = new ArrayList<>();
        if (isWorkload(edge.getClient())) {
            firstDenial(verdicts, Verdict::egress).ifPresent(end -> denials.add(denied(edge, Direction.EGRESS, end)));
        }
        if (isWorkload(edge.getServer())) {
            firstDenial(verdicts, Verdict::ingress).ifPresent(end -> denials.add(denied(edge, Direction.INGRESS, end)));
        }
        return denials;
    }

    /** Only a workload has policies. An address outside may by now be a pod's, but it was not that pod that was seen. */
    static boolean isWorkload(Entity end) {
        return end.getKind() == EntityKind.ENTITY_WORKLOAD;
    }

    private static Optional<End> firstDenial(List<Verdict> verdicts, Function<Verdict, End> side) {
        return verdicts.stream().map(side).filter(end -> !end.allowed()).findFirst();
    }

    private static Denied denied(EdgeKey edge, Direction direction, End end) {
        return new Denied(edge, Optional.of(direction), Optional.of(end.reason()), end.decidedBy());
    }
}
