package dev.weir.policy.eval;

import dev.weir.policy.eval.Endpoint.SelectablePod;
import dev.weir.policy.model.Direction;
import java.util.Optional;

/** One of the three stages that judge an end of a connection, each asked only if those before left it open. */
interface Tier {

    /** The tier's decision about a pod, or nothing if it leaves the connection to the next tier. */
    Optional<End> decide(SelectablePod subject, Direction direction, Connection connection);
}
