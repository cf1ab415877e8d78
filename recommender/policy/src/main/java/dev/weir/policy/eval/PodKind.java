package dev.weir.policy.eval;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import java.util.Optional;
import java.util.Set;

/** Pods that rules cannot tell apart: one speaks for all. */
final class PodKind {
    private final int podClass;
    private final Pod first;
    private Pod last;
    private final Set<AddressFamily> families;
    private int members;

    PodKind(int podClass, Pod first) {
        this.podClass = podClass;
        this.first = first;
        last = first;
        families = first.families();
    }

    /** Takes in one more of them. */
    void count(Pod member) {
        last = member;
        members++;
    }

    int podClass() {
        return podClass;
    }

    Pod first() {
        return first;
    }

    /** Another of them, if there is one. */
    Pod last() {
        return last;
    }

    Set<AddressFamily> families() {
        return families;
    }

    int members() {
        return members;
    }

    boolean names(Protocol protocol, int port, String name) {
        for (NamedPort named : first.namedPorts()) {
            if (named.protocol() == protocol
                    && named.number() == port
                    && named.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the set holds every address by which this can meet an end that has some families; false if there is
     * none. An end without a family has no address yet, and may meet any.
     */
    boolean isWithin(AddressSet addresses, Set<AddressFamily> others) {
        boolean met = false;
        for (IpAddress address : first.addresses()) {
            if (others.isEmpty() || others.contains(address.family())) {
                met = true;
                if (!addresses.contains(Optional.of(address))) {
                    return false;
                }
            }
        }
        return met;
    }
}
