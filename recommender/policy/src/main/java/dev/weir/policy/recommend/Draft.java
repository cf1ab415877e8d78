package dev.weir.policy.recommend;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import java.util.List;

/** A policy with what each of its rules was made from; the lists are parallel to those of the policy. */
record Draft(NetworkPolicy policy, List<DraftRule> ingress, List<DraftRule> egress) {

    Draft {
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    List<DraftRule> rules(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }
}
