package dev.weir.policy.eval;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.IpAddress;

/**
 * An end of a connection with what the fast evaluator asks first kept at hand: most questions are answered without a
 * look at the endpoint itself.
 */
final class Side {

    static final int NO_POD = -1;

    private static final int ANY_FAMILY = -1;

    private final Endpoint endpoint;
    private final int pod;
    private final int podClass;
    private final int family;

    /**
     * @param pod number of the pod, {@link #NO_POD} if this end is none
     * @param podClass number of the pod's class, {@link #NO_POD} if this end is none
     */
    Side(Endpoint endpoint, int pod, int podClass) {
        this.endpoint = endpoint;
        this.pod = pod;
        this.podClass = podClass;
        family = endpoint.address()
                .map(IpAddress::family)
                .map(AddressFamily::bits)
                .orElse(ANY_FAMILY);
    }

    Side withoutAddress() {
        return new Side(endpoint.withoutAddress(), pod, podClass);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    int podClass() {
        return podClass;
    }

    boolean isSamePodAs(Side other) {
        return pod == other.pod && pod != NO_POD;
    }

    /** Ends of two families cannot meet; an end without a known address may meet any. */
    boolean canMeet(Side other) {
        return family == other.family || family == ANY_FAMILY || other.family == ANY_FAMILY;
    }
}
