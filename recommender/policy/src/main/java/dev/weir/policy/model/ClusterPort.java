package dev.weir.policy.model;

/** An item of a ClusterNetworkPolicy rule's {@code protocols}. */
public sealed interface ClusterPort {

    /** {@code tcp}, {@code udp} or {@code sctp} with a destination port, a range or (no field set) all of them. */
    record Of(Protocol protocol, Ports ports) implements ClusterPort {
        public Of {
            if (ports instanceof Ports.Named) {
                throw new IllegalArgumentException("A named port stands in destinationNamedPort, without a protocol");
            }
        }
    }

    /** {@code destinationNamedPort}: the port the destination pod gives this name, with the protocol it gives it. */
    record Named(String name) implements ClusterPort {}
}
