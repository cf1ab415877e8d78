package dev.weir.policy.dialect;

import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.landscape.WireAddress;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import dev.weir.v1.Admission;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of addresses beyond their number; a NetworkPolicy holds only the number.
 *
 * @param names by which an address outside was looked up before it was connected to
 * @param apiServer where the Kubernetes API is served
 * @param nodes addresses of nodes
 * @param pods addresses of pods that do not use their node's
 * @param ownNodePorts on which pods were seen to reach the node they run on; a NetworkPolicy never closes that, so it has
 *     no rule for it, but other kinds do close it
 */
public record PeerFacts(
        SortedMap<IpAddress, SortedSet<String>> names,
        Set<IpAddress> apiServer,
        Set<IpAddress> nodes,
        Set<IpAddress> pods,
        List<PolicyPort> ownNodePorts) {

    private static final Comparator<PolicyPort> BY_NUMBER = Comparator.comparing(PolicyPort::protocol)
            .thenComparing(port -> port.ports().toString());

    /** Nothing is known. */
    public static final PeerFacts NONE = new PeerFacts(new TreeMap<>(), Set.of(), Set.of(), Set.of(), List.of());

    public PeerFacts {
        SortedMap<IpAddress, SortedSet<String>> copy = new TreeMap<>();
        names.forEach((address, all) -> copy.put(address, Collections.unmodifiableSortedSet(new TreeSet<>(all))));
        names = Collections.unmodifiableSortedMap(copy);
        apiServer = Set.copyOf(apiServer);
        nodes = Set.copyOf(nodes);
        pods = Set.copyOf(pods);
        ownNodePorts = ownNodePorts.stream().distinct().sorted(BY_NUMBER).toList();
    }

    /** What an inventory tells. */
    public static PeerFacts of(Landscape landscape) {
        Set<IpAddress> nodes = new HashSet<>();
        landscape.nodes().values().forEach(node -> nodes.addAll(node.addresses()));
        Set<IpAddress> pods = new HashSet<>();
        landscape.workloads().map(KnownWorkload::pods).forEach(all -> all.forEach(pod -> pods.addAll(pod.addresses())));
        return new PeerFacts(new TreeMap<>(), landscape.apiServer().endpoints(), nodes, pods, List.of());
    }

    /** The same with what the edges of one subject tell beyond that: names, and whose the addresses are. */
    public PeerFacts with(Entity subject, Collection<ObservedEdge> edges) {
        SortedMap<IpAddress, SortedSet<String>> moreNames = new TreeMap<>(names);
        Set<IpAddress> moreApiServers = new HashSet<>(apiServer);
        Set<IpAddress> moreNodes = new HashSet<>(nodes);
        List<PolicyPort> ownNode = new ArrayList<>(ownNodePorts);
        for (ObservedEdge edge : edges) {
            boolean egress = edge.getKey().getClient().equals(subject);
            Entity other = egress ? edge.getKey().getServer() : edge.getKey().getClient();
            if (egress && other.getKind() == EntityKind.ENTITY_LOCAL_NODE) {
                ownNodePort(edge).ifPresent(ownNode::add);
            }
            WireAddress.of(other.getIp()).ifPresent(address -> {
                switch (other.getKind()) {
                    case ENTITY_API_SERVER -> moreApiServers.add(address);
                    case ENTITY_NODE -> moreNodes.add(address);
                    case ENTITY_EXTERNAL_IP -> {
                        if (egress && edge.getEvidence().getFqdnsCount() > 0) {
                            SortedSet<String> all = new TreeSet<>(moreNames.getOrDefault(address, new TreeSet<>()));
                            all.addAll(edge.getEvidence().getFqdnsList());
                            moreNames.put(address, all);
                        }
                    }
                    default -> {
                        // Other peers are named by labels or not at all.
                    }
                }
            });
        }
        return new PeerFacts(moreNames, moreApiServers, moreNodes, pods, ownNode);
    }

    private static Optional<PolicyPort> ownNodePort(ObservedEdge edge) {
        int port = edge.getKey().getPort();
        boolean usable = edge.getAdmission() == Admission.ACCEPTED && port >= Ports.LOWEST && port <= Ports.HIGHEST;
        return usable
                ? Protocol.ofNumber(edge.getKey().getIpProtocol())
                        .map(protocol -> new PolicyPort(protocol, Ports.number(port)))
                : Optional.empty();
    }

    /** A rule for them by the addresses of all nodes, where a kind cannot name the own node; nothing if it has no need. */
    Optional<Rule> ownNodeRule() {
        if (ownNodePorts.isEmpty() || nodes.isEmpty()) {
            return Optional.empty();
        }
        List<Peer> peers = nodes.stream()
                .sorted()
                .map(address -> Peer.block(Cidr.ofSingle(address)))
                .toList();
        return Optional.of(new Rule(peers, ownNodePorts));
    }

    /** What such a rule, or the lack of one, makes different. */
    Optional<Difference> ownNodeDifference() {
        if (ownNodePorts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                nodes.isEmpty()
                        ? Difference.closes(
                                "Pods were seen to reach the node they run on, which this kind closes and no"
                                        + " address of which is known.")
                        : Difference.opens("The node a pod runs on is allowed by the addresses of all nodes; a"
                                + " NetworkPolicy never closes it and needs no rule."));
    }

    SortedSet<String> namesOf(IpAddress address) {
        return names.getOrDefault(address, Collections.emptySortedSet());
    }
}
