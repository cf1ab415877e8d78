package dev.weir.policy.dialect;

import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.landscape.WireAddress;
import dev.weir.policy.model.IpAddress;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
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
 * @param reachesOwnNode whether a connection to the node a pod runs on was observed, which NetworkPolicy never closes
 */
public record PeerFacts(
        SortedMap<IpAddress, SortedSet<String>> names,
        Set<IpAddress> apiServer,
        Set<IpAddress> nodes,
        Set<IpAddress> pods,
        boolean reachesOwnNode) {

    /** Nothing is known. */
    public static final PeerFacts NONE = new PeerFacts(new TreeMap<>(), Set.of(), Set.of(), Set.of(), false);

    public PeerFacts {
        SortedMap<IpAddress, SortedSet<String>> copy = new TreeMap<>();
        names.forEach((address, all) -> copy.put(address, Collections.unmodifiableSortedSet(new TreeSet<>(all))));
        names = Collections.unmodifiableSortedMap(copy);
        apiServer = Set.copyOf(apiServer);
        nodes = Set.copyOf(nodes);
        pods = Set.copyOf(pods);
    }

    /** What an inventory tells. */
    public static PeerFacts of(Landscape landscape) {
        Set<IpAddress> nodes = new HashSet<>();
        landscape.nodes().values().forEach(node -> nodes.addAll(node.addresses()));
        Set<IpAddress> pods = new HashSet<>();
        landscape.workloads().map(KnownWorkload::pods).forEach(all -> all.forEach(pod -> pods.addAll(pod.addresses())));
        return new PeerFacts(new TreeMap<>(), landscape.apiServer().endpoints(), nodes, pods, false);
    }

    /** The same with what the edges of one subject tell beyond that: names, and whose the addresses are. */
    public PeerFacts with(Entity subject, Collection<ObservedEdge> edges) {
        SortedMap<IpAddress, SortedSet<String>> moreNames = new TreeMap<>(names);
        Set<IpAddress> moreApiServers = new HashSet<>(apiServer);
        Set<IpAddress> moreNodes = new HashSet<>(nodes);
        boolean ownNode = reachesOwnNode;
        for (ObservedEdge edge : edges) {
            boolean egress = edge.getKey().getClient().equals(subject);
            Entity other = egress ? edge.getKey().getServer() : edge.getKey().getClient();
            ownNode |= egress && other.getKind() == EntityKind.ENTITY_LOCAL_NODE;
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

    SortedSet<String> namesOf(IpAddress address) {
        return names.getOrDefault(address, Collections.emptySortedSet());
    }
}
