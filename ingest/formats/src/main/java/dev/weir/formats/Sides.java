package dev.weir.formats;

import dev.weir.v1.Direction;
import dev.weir.v1.Vantage;
import dev.weir.v1.VerdictSide;

/** What follows from the side at which traffic was judged. */
public final class Sides {
    private Sides() {}

    /** A pod's egress is judged at its own node, its ingress likewise. */
    public static Vantage vantage(VerdictSide side) {
        return switch (side) {
            case SIDE_EGRESS -> Vantage.VANTAGE_SOURCE_NODE;
            case SIDE_INGRESS -> Vantage.VANTAGE_DESTINATION_NODE;
            default -> Vantage.VANTAGE_UNKNOWN;
        };
    }

    public static Direction direction(VerdictSide side) {
        return switch (side) {
            case SIDE_EGRESS -> Direction.DIRECTION_EGRESS;
            case SIDE_INGRESS -> Direction.DIRECTION_INGRESS;
            default -> Direction.DIRECTION_UNSPECIFIED;
        };
    }
}
