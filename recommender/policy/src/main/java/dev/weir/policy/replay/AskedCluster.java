package dev.weir.policy.replay;

import dev.weir.policy.eval.Party;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Pod;
import dev.weir.policy.replay.EdgeProbes.Side;
import dev.weir.v1.EdgeKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of a cluster that edges ask about: one pod for all that are alike, and whoever has an address that an edge
 * names. A policy says the same of them there as in the whole, which may have a hundred times as many pods.
 */
final class AskedCluster {

    private final Landscape landscape;
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private final Set<IpAddress> addresses = new HashSet<>();

    private AskedCluster(Landscape landscape) {
        this.landscape = landscape;
    }

    static Cluster of(Landscape landscape, EdgeProbes probes, Collection<EdgeKey> edges) {
        AskedCluster asked = new AskedCluster(landscape);
        edges.stream()
                .flatMap(edge -> List.of(edge.getClient(), edge.getServer()).stream())
                .distinct()
                .forEach(entity -> probes.sides(entity).forEach(asked::add));
        return asked.cluster();
    }

    private void add(Side side) {
        side.pod().ifPresent(this::add);
        if (side.party() instanceof Party.AddressParty known) {
            addresses.add(known.address());
        }
    }

    private void add(Pod pod) {
        pods.put(pod.namespace() + "/" + pod.name(), pod);
    }

    private Cluster cluster() {
        Set<Node> nodes = new HashSet<>();
        for (IpAddress address : addresses) {
            nodes.addAll(landscape.nodesAt(address));
            landscape.owners(address).stream()
                    .flatMap(workload -> workload.pods().stream())
                    .filter(pod -> pod.addresses().contains(address))
                    .forEach(this::add);
        }
        return new Cluster(
                landscape.namespaces().stream().map(it -> it.namespace()).toList(),
                List.copyOf(pods.values()),
                List.copyOf(nodes));
    }
}
