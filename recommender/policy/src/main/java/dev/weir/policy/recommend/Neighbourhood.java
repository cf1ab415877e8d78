package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownNamespace;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Rule;
import dev.weir.v1.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The part of a cluster that one policy speaks of: its subject, whoever the edges name, and every workload with a pod
 * that a peer of the policy matches. Whoever is left out is reached by nothing in the policy, so asking about
 * this part answers for the whole.
 */
record Neighbourhood(List<KnownWorkload> workloads, Cluster cluster) {

    static Neighbourhood of(KnownWorkload subject, Observations observations, NetworkPolicy policy, Facts facts) {
        Landscape landscape = facts.landscape();
        Set<Entity> chosen = new LinkedHashSet<>();
        chosen.add(subject.entity());
        observations.accepted().forEach(edge -> chosen.addAll(List.of(edge.client(), edge.server())));
        SortedMap<String, KnownWorkload> workloads = new TreeMap<>();
        chosen.stream().flatMap(entity -> landscape.workload(entity).stream()).forEach(it -> put(it, workloads));
        matched(policy, landscape).forEach(it -> put(it, workloads));
        SortedSet<IpAddress> addresses = addresses(policy);
        chosen.forEach(entity -> addresses.addAll(facts.probes().addresses(entity)));
        return new Neighbourhood(List.copyOf(workloads.values()), cluster(workloads.values(), addresses, landscape));
    }

    private static void put(KnownWorkload workload, SortedMap<String, KnownWorkload> workloads) {
        Entity entity = workload.entity();
        workloads.put(entity.getNamespace() + "/" + entity.getWorkloadKind() + "/" + entity.getName(), workload);
    }

    private static Stream<KnownWorkload> matched(NetworkPolicy policy, Landscape landscape) {
        if (isForEverybody(policy)) {
            return landscape.workloads();
        }
        KnownNamespace home = landscape.namespace(policy.namespace());
        Stream<KnownWorkload> subjects = matched(policy.spec().podSelector(), home);
        Stream<KnownWorkload> peers = Stream.concat(policy.spec().ingress().stream(), policy.spec().egress().stream())
                .map(Rule::peers)
                .flatMap(Collection::stream)
                .flatMap(peer -> peer instanceof Peer.PodPeer pods
                        ? matched(pods, home, landscape)
                        : owners((Peer.IpBlock) peer, landscape));
        return Stream.concat(subjects, peers);
    }

    private static boolean isForEverybody(NetworkPolicy policy) {
        return Stream.concat(policy.spec().ingress().stream(), policy.spec().egress().stream())
                .anyMatch(rule -> rule.peers().isEmpty());
    }

    /** A block of ours holds one address, or several that are no pod's. */
    private static Stream<KnownWorkload> owners(Peer.IpBlock block, Landscape landscape) {
        return landscape.owners(block.cidr().network()).stream();
    }

    private static Stream<KnownWorkload> matched(Peer.PodPeer peer, KnownNamespace home, Landscape landscape) {
        LabelSelector pods = peer.podSelector().orElse(LabelSelector.everything());
        if (peer.namespaceSelector().isEmpty()) {
            return matched(pods, home);
        }
        return landscape.matching(peer.namespaceSelector().get()).stream()
                .flatMap(namespace -> matched(pods, namespace));
    }

    private static Stream<KnownWorkload> matched(LabelSelector selector, KnownNamespace namespace) {
        return namespace.matching(selector).stream();
    }

    private static SortedSet<IpAddress> addresses(NetworkPolicy policy) {
        SortedSet<IpAddress> addresses = new TreeSet<>();
        for (Direction direction : Direction.values()) {
            policy.spec().rules(direction).forEach(rule -> rule.peers().forEach(peer -> {
                if (peer instanceof Peer.IpBlock block) {
                    addresses.add(block.cidr().network());
                }
            }));
        }
        return addresses;
    }

    /** Of the nodes only those that may be asked about, which is by address: a large cluster has thousands. */
    private static Cluster cluster(
            Collection<KnownWorkload> workloads, SortedSet<IpAddress> addresses, Landscape landscape) {
        List<Pod> pods = new ArrayList<>();
        Set<Namespace> namespaces = new LinkedHashSet<>();
        for (KnownWorkload workload : workloads) {
            namespaces.add(landscape.namespace(workload.namespace()).namespace());
            pods.addAll(workload.pods());
            if (!workload.onHostNetwork()) {
                pods.add(workload.replica());
            }
        }
        Set<Node> nodes = new LinkedHashSet<>();
        addresses.forEach(address -> nodes.addAll(landscape.nodesAt(address)));
        return new Cluster(List.copyOf(namespaces), pods, List.copyOf(nodes));
    }
}
