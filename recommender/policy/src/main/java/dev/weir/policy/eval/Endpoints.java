package dev.weir.policy.eval;

import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Says who the parties of a probe are in one snapshot. */
final class Endpoints {

    private final Map<String, Namespace> namespaces = new HashMap<>();
    private final Map<Party, Pod> pods = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<IpAddress, List<Pod>> owners = new HashMap<>();
    private final Map<IpAddress, Node> nodeAddresses = new HashMap<>();

    Endpoints(Cluster cluster) {
        cluster.namespaces().forEach(namespace -> namespaces.put(namespace.name(), namespace));
        cluster.nodes().forEach(this::add);
        cluster.pods().forEach(this::add);
    }

    private void add(Node node) {
        nodes.put(node.name(), node);
        node.addresses().forEach(address -> nodeAddresses.put(address, node));
    }

    private void add(Pod pod) {
        pods.put(Party.pod(pod.namespace(), pod.name()), pod);
        if (pod.completed()) {
            // The address of a completed pod may belong to somebody else by now.
            return;
        }
        for (IpAddress address : pod.addresses()) {
            if (pod.hostNetwork()) {
                pod.node().map(nodes::get).ifPresent(node -> nodeAddresses.putIfAbsent(address, node));
            } else {
                owners.computeIfAbsent(address, unused -> new ArrayList<>()).add(pod);
            }
        }
    }

    /**
     * Every way the connection can be made. A dual-stack pod may use either of its addresses, so a probe between two
     * of them is two connections. If the two ends share no family, no address counts.
     */
    List<Connection> connections(Probe probe) {
        List<Endpoint> sources = endpoints(probe.from());
        List<Endpoint> destinations = endpoints(probe.to());
        List<Connection> connections = new ArrayList<>();
        for (Endpoint from : sources) {
            for (Endpoint to : destinations) {
                if (canMeet(from, to)) {
                    connections.add(new Connection(from, to, probe.port(), probe.protocol()));
                }
            }
        }
        if (connections.isEmpty()) {
            Endpoint from = sources.get(0).withoutAddress();
            Endpoint to = destinations.get(0).withoutAddress();
            connections.add(new Connection(from, to, probe.port(), probe.protocol()));
        }
        return connections;
    }

    /** Whether several running pods claim the party's address, so that nobody can say whose policies act. */
    boolean isAmbiguous(Party party) {
        return party instanceof Party.AddressParty known
                && owners.getOrDefault(known.address(), List.of()).size() > 1;
    }

    private static boolean canMeet(Endpoint from, Endpoint to) {
        return from.address().isEmpty()
                || to.address().isEmpty()
                || from.address().get().family() == to.address().get().family();
    }

    private List<Endpoint> endpoints(Party party) {
        if (party instanceof Party.AddressParty known) {
            return List.of(owner(known.address()).knownAs(known.domainNames()));
        }
        if (party instanceof Party.NodeParty known) {
            Node node = nodes.get(known.name());
            if (node == null) {
                throw new IllegalArgumentException("The snapshot has no node \"" + known.name() + "\"");
            }
            return ofNode(Optional.of(node), node.addresses());
        }
        Pod pod = pods.get(party);
        if (pod == null) {
            throw new IllegalArgumentException("The snapshot has no pod \"" + party + "\"");
        }
        return endpoints(pod);
    }

    private List<Endpoint> endpoints(Pod pod) {
        if (pod.hostNetwork()) {
            return ofNode(pod.node().map(nodes::get), pod.addresses());
        }
        if (pod.addresses().isEmpty()) {
            return List.of(ofPod(pod, Optional.empty()));
        }
        return pod.addresses().stream()
                .map(address -> ofPod(pod, Optional.of(address)))
                .toList();
    }

    private static List<Endpoint> ofNode(Optional<Node> node, List<IpAddress> addresses) {
        if (addresses.isEmpty()) {
            return List.of(Endpoint.ofNode(node, Optional.empty()));
        }
        return addresses.stream()
                .map(address -> Endpoint.ofNode(node, Optional.of(address)))
                .toList();
    }

    private Endpoint owner(IpAddress address) {
        List<Pod> claims = owners.getOrDefault(address, List.of());
        if (!claims.isEmpty()) {
            return ofPod(claims.get(0), Optional.of(address));
        }
        return Optional.ofNullable(nodeAddresses.get(address))
                .map(node -> Endpoint.ofNode(Optional.of(node), Optional.of(address)))
                .orElseGet(() -> Endpoint.ofAddress(address));
    }

    private Endpoint ofPod(Pod pod, Optional<IpAddress> address) {
        // INVARIANT: a cluster has the namespace of each of its pods.
        return Endpoint.ofPod(pod, Objects.requireNonNull(namespaces.get(pod.namespace())), address);
    }
}
