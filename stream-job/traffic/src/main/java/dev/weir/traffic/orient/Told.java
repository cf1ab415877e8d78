package dev.weir.traffic.orient;

import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;

/** Which end opened the connection, and the evidence that says so. */
record Told(Orientation direction, OrientationBasis basis) {
    static Told sourceIsClient(OrientationBasis basis) {
        return new Told(Orientation.SOURCE_IS_CLIENT, basis);
    }

    static Told destinationIsClient(OrientationBasis basis) {
        return new Told(Orientation.DESTINATION_IS_CLIENT, basis);
    }
}
