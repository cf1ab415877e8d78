package dev.weir.policy.model;

import java.util.List;

/** An item of a ClusterNetworkPolicy rule's {@code protocols}. */
public sealed interface ClusterPort {

    /** As {@link Ports#covers}. */
    boolean covers(Protocol protocol, int port, List<NamedPort> destination);

    /** {@code tcp}, {@code udp} or {@code sctp} with a destination port, a range or (no field set) all of them. */
    record Of(Protocol protocol, Ports ports) implements ClusterPort {
        public Of {
            if (ports instanceof Ports.Named) {
                throw new IllegalArgumentException("A named port stands in destinationNamedPort, without a protocol");
            }
        }

        @Override
        public boolean covers(Protocol wanted, int port, List<NamedPort> destination) {
            return wanted == protocol && ports.covers(wanted, port, destination);
        }
    }

    /** {@code destinationNamedPort}: the port the destination pod gives this name, with the protocol it gives it. */
    record Named(String name) implements ClusterPort {
        @Override
        public boolean covers(Protocol protocol, int port, List<NamedPort> destination) {
            return Ports.named(name).covers(protocol, port, destination);
        }
    }
}
