package dev.weir.policy.eval;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.Protocol;

/** A probe with both ends known: the pod, node or address each is, and the address it uses. */
record Connection(Endpoint from, Endpoint to, int port, Protocol protocol) {

    /** The end whose policies of a direction are asked: the source about egress, the destination about ingress. */
    Endpoint subject(Direction direction) {
        return direction == Direction.EGRESS ? from : to;
    }

    /** The end that the rules of a direction speak about. */
    Endpoint peer(Direction direction) {
        return direction == Direction.EGRESS ? to : from;
    }

    boolean isOwnTraffic() {
        return Endpoint.areOnePod(from, to);
    }

    /** Whether the other end is the node that the pod at this end runs on. */
    boolean isWithResidentNode(Direction direction) {
        return peer(direction).isNodeOf(subject(direction));
    }
}
