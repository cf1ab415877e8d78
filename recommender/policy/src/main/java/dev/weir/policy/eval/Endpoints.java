package dev.weir.policy.eval;

import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Says who the parties of a probe are in one snapshot. */
final class Endpoints {

    private final Map<String, Namespace> namespaces = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<Party, Pod> pods = new HashMap<>();
    private final Claims<Pod> podAddresses = new Claims<>();
    private final Claims<Node> nodeAddresses = new Claims<>();
    private final Claims<Pod> hostNetworkAddresses = new Claims<>();

    Endpoints(Cluster cluster) {
        cluster.namespaces().forEach(this::put);
        cluster.nodes().forEach(this::put);
        cluster.pods().forEach(this::put);
    }

    /** Adds a namespace, or puts it in the place of the one of its name. */
    void put(Namespace namespace) {
        namespaces.put(namespace.name(), namespace);
    }

    /** Adds a node, or puts it in the place of the one of its name. */
    void put(Node node) {
        Node before = nodes.put(node.name(), node);
        if (before != null) {
            nodeAddresses.remove(before.addresses(), node.name());
        }
        nodeAddresses.add(node.addresses(), node.name(), node);
    }

    /** Adds a pod, or puts it in the place of the one of its name. */
    void put(Pod pod) {
        remove(pod.namespace(), pod.name());
        Party party = Party.pod(pod.namespace(), pod.name());
        pods.put(party, pod);
        namespaces.computeIfAbsent(pod.namespace(), name -> new Namespace(name, Map.of()));
        pod.node().ifPresent(node -> nodes.computeIfAbsent(node, name -> new Node(name, Map.of(), List.of())));
        // The address of a completed pod may belong to somebody else by now.
        if (!pod.completed()) {
            (pod.hostNetwork() ? hostNetworkAddresses : podAddresses).add(pod.addresses(), party.toString(), pod);
        }
    }

    void remove(String namespace, String name) {
        Party party = Party.pod(namespace, name);
        Pod before = pods.remove(party);
        if (before != null) {
            hostNetworkAddresses.remove(before.addresses(), party.toString());
            podAddresses.remove(before.addresses(), party.toString());
        }
    }

    Collection<Namespace> namespaces() {
        return namespaces.values();
    }

    Collection<Pod> pods() {
        return pods.values();
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
        return party instanceof Party.AddressParty known && podAddresses.count(known.address()) > 1;
    }

    private static boolean canMeet(Endpoint from, Endpoint to) {
        return from.address().isEmpty()
                || to.address().isEmpty()
                || from.address().get().family() == to.address().get().family();
    }

    /** Who a party is, once for each address it may use; at least one. */
    List<Endpoint> endpoints(Party party) {
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
        Optional<IpAddress> known = Optional.of(address);
        return podAddresses
                .owner(address)
                .map(pod -> ofPod(pod, known))
                .or(() -> nodeAddresses.owner(address).map(node -> Endpoint.ofNode(Optional.of(node), known)))
                .or(() -> hostNetworkAddresses
                        .owner(address)
                        .map(pod -> Endpoint.ofNode(pod.node().map(nodes::get), known)))
                .orElseGet(() -> Endpoint.ofAddress(address));
    }

    private Endpoint ofPod(Pod pod, Optional<IpAddress> address) {
        // INVARIANT: a cluster has the namespace of each of its pods.
        return Endpoint.ofPod(pod, Objects.requireNonNull(namespaces.get(pod.namespace())), address);
    }
}
