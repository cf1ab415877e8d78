package dev.weir.policy.dialect;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy read back from its text, by the documented meaning of its dialect and without the code that wrote it. */
interface DialectReader {

    /** One end: a pod with its namespace, or an address that is none. */
    record End(Optional<Pod> pod, Namespace namespace, IpAddress address) {

        static End of(Pod pod, Namespace namespace) {
            return new End(Optional.of(pod), namespace, pod.addresses().get(0));
        }

        static End outside(String address) {
            return new End(Optional.empty(), new Namespace("none", Map.of()), IpAddress.of(address));
        }
    }

    record Try(End from, End to, Protocol protocol, int port) {

        End subject(Direction direction) {
            return direction == Direction.INGRESS ? to : from;
        }

        End other(Direction direction) {
            return direction == Direction.INGRESS ? from : to;
        }

        /** Whether the destination gives the port that name. */
        boolean isNamed(String name) {
            return to.pod()
                    .map(pod -> pod.namedPorts().stream()
                            .anyMatch(it -> it.name().equals(name) && it.protocol() == protocol && it.number() == port))
                    .orElse(false);
        }
    }

    /** Whether the policy closes that direction of the pod. */
    boolean isolates(Direction direction, End subject);

    /** Whether one of the policy's rules lets the connection pass at that end. */
    boolean allows(Direction direction, Try connection);

    /** Whether a connection passes all of these policies, at both ends; a pod always reaches itself. */
    static boolean passes(Collection<? extends DialectReader> policies, Try connection) {
        if (connection.from().equals(connection.to())) {
            return true;
        }
        return List.of(Direction.values()).stream().allMatch(direction -> {
            List<? extends DialectReader> selecting = policies.stream()
                    .filter(it -> it.isolates(direction, connection.subject(direction)))
                    .toList();
            return selecting.isEmpty() || selecting.stream().anyMatch(it -> it.allows(direction, connection));
        });
    }
}
