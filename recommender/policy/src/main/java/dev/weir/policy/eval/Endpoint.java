package dev.weir.policy.eval;

import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One end of a connection as policies see it: a pod that selectors can find, a node, or only an address.
 *
 * @param pod never a host-network pod: that is its node
 * @param address the one this connection uses; empty while the pod has none
 */
record Endpoint(
        Optional<SelectablePod> pod, Optional<Node> node, Optional<IpAddress> address, Set<String> domainNames) {

    /** A pod with the namespace it lives in. */
    record SelectablePod(Pod pod, Namespace namespace) {
        boolean is(SelectablePod other) {
            return pod.namespace().equals(other.pod.namespace()) && pod.name().equals(other.pod.name());
        }
    }

    static Endpoint ofPod(Pod pod, Namespace namespace, Optional<IpAddress> address) {
        return new Endpoint(Optional.of(new SelectablePod(pod, namespace)), Optional.empty(), address, Set.of());
    }

    static Endpoint ofNode(Optional<Node> node, Optional<IpAddress> address) {
        return new Endpoint(Optional.empty(), node, address, Set.of());
    }

    static Endpoint ofAddress(IpAddress address) {
        return new Endpoint(Optional.empty(), Optional.empty(), Optional.of(address), Set.of());
    }

    static boolean areOnePod(Endpoint one, Endpoint other) {
        return one.pod.isPresent() && other.pod.isPresent() && one.pod.get().is(other.pod.get());
    }

    /** Whether this is the node that the other end, a pod, runs on. */
    boolean isNodeOf(Endpoint other) {
        if (node.isEmpty() || other.pod.isEmpty()) {
            return false;
        }
        return other.pod.get().pod().node().filter(node.get().name()::equals).isPresent();
    }

    Endpoint knownAs(Set<String> names) {
        return new Endpoint(pod, node, address, names);
    }

    Endpoint withoutAddress() {
        return new Endpoint(pod, node, Optional.empty(), domainNames);
    }

    List<NamedPort> namedPorts() {
        return pod.map(it -> it.pod().namedPorts()).orElse(List.of());
    }
}
