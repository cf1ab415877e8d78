package dev.weir.policy.landscape;

import dev.weir.policy.cover.BlockSet;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Pod;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.InventoryEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a synthesiser must know of one cluster at one moment. Immutable; the same events give the same landscape in any
 * order.
 */
public final class Landscape {

    private final String clusterName;
    private final SortedMap<String, KnownNamespace> namespaces;
    private final SortedMap<String, Node> nodes;
    private final ApiServer apiServer;
    private final SortedSet<ApiCallback> apiCallbacks;
    private final Standing clusterWide;
    private final SortedSet<Cidr> ranges;
    private volatile @Nullable BlockSet internal;
    private final ByLabel<KnownNamespace> byLabel;
    private volatile @Nullable Map<IpAddress, List<KnownWorkload>> owners;
    private final Map<IpAddress, List<Node>> nodesByAddress = new HashMap<>();

    Landscape(
            String clusterName,
            SortedMap<String, KnownNamespace> namespaces,
            SortedMap<String, Node> nodes,
            ApiServer apiServer,
            SortedSet<ApiCallback> apiCallbacks,
            Standing clusterWide,
            SortedSet<Cidr> ranges) {
        this.clusterName = clusterName;
        this.namespaces = Collections.unmodifiableSortedMap(namespaces);
        this.nodes = Collections.unmodifiableSortedMap(nodes);
        this.apiServer = apiServer;
        this.apiCallbacks = Collections.unmodifiableSortedSet(apiCallbacks);
        this.clusterWide = clusterWide;
        this.ranges = ranges;
        byLabel = ByLabel.of(namespaces.values(), it -> List.of(it.namespace().labels()));
        nodes.values().forEach(node -> node.addresses().forEach(address -> nodesByAddress
                .computeIfAbsent(address, unused -> new ArrayList<>(1))
                .add(node)));
    }

    /** A cluster of which nothing is known. */
    public static Landscape empty() {
        return of(List.of());
    }

    /** The landscape after all of these events, whatever their order. */
    public static Landscape of(Collection<InventoryEvent> events) {
        LandscapeBuilder builder = new LandscapeBuilder();
        events.stream().sorted(EventAge.ORDER).forEach(builder::apply);
        return builder.build();
    }

    /** The name that the events give the cluster; empty if they give none. */
    public String clusterName() {
        return clusterName;
    }

    /** The namespace of that name; an empty one if the inventory does not tell of it. */
    public KnownNamespace namespace(String name) {
        KnownNamespace known = namespaces.get(name);
        return known == null ? KnownNamespace.unknown(name) : known;
    }

    public Collection<KnownNamespace> namespaces() {
        return namespaces.values();
    }

    /** The namespaces that the selector matches, by name. */
    public List<KnownNamespace> matching(LabelSelector selector) {
        return byLabel.matching(selector);
    }

    /** The workload that an edge names, if the inventory tells of it. */
    public Optional<KnownWorkload> workload(Entity entity) {
        return entity.getKind() == EntityKind.ENTITY_WORKLOAD
                ? namespace(entity.getNamespace()).workload(entity)
                : Optional.empty();
    }

    /** Every workload, by namespace, kind and name. */
    public Stream<KnownWorkload> workloads() {
        return namespaces.values().stream().flatMap(namespace -> namespace.workloads().values().stream());
    }

    public SortedMap<String, Node> nodes() {
        return nodes;
    }

    /** The nodes that have an address, by name; more than one where the inventory contradicts itself. */
    public List<Node> nodesAt(IpAddress address) {
        return nodesByAddress.getOrDefault(address, List.of());
    }

    /** The workloads whose running pods have an address; more than one where the inventory contradicts itself. */
    public List<KnownWorkload> owners(IpAddress address) {
        Map<IpAddress, List<KnownWorkload>> known = owners;
        if (known == null) {
            known = new HashMap<>();
            for (KnownNamespace namespace : namespaces.values()) {
                for (Map.Entry<IpAddress, List<KnownWorkload>> owned :
                        namespace.owners().entrySet()) {
                    known.computeIfAbsent(owned.getKey(), unused -> new ArrayList<>(1))
                            .addAll(owned.getValue());
                }
            }
            owners = known;
        }
        return known.getOrDefault(address, List.of());
    }

    public ApiServer apiServer() {
        return apiServer;
    }

    /** The Services that the API server calls. */
    public SortedSet<ApiCallback> apiCallbacks() {
        return apiCallbacks;
    }

    /**
     * What is known to be the cluster's own: pod ranges of nodes; addresses of pods, nodes, Services and the API server.
     */
    public BlockSet internalBlocks() {
        BlockSet known = internal;
        if (known == null) {
            known = BlockSet.of(internal());
            internal = known;
        }
        return known;
    }

    private SortedSet<Cidr> internal() {
        SortedSet<Cidr> blocks = new TreeSet<>(ranges);
        Stream<IpAddress> pods =
                namespaces.values().stream().flatMap(namespace -> namespace.owners().keySet().stream());
        Stream<IpAddress> others = Stream.concat(
                nodes.values().stream().flatMap(node -> node.addresses().stream()),
                Stream.concat(apiServer.endpoints().stream(), apiServer.serviceAddresses().stream()));
        Stream.concat(pods, others).map(Cidr::ofSingle).forEach(blocks::add);
        return blocks;
    }

    public List<ClusterNetworkPolicy> clusterPolicies() {
        return clusterWide.clusterPolicies();
    }

    /** One sentence for each standing cluster-wide policy that cannot be read. */
    public List<String> unreadableClusterPolicies() {
        return clusterWide.unreadable();
    }

    /** Every NetworkPolicy that stands already. */
    public List<NetworkPolicy> policies() {
        return namespaces.values().stream()
                .flatMap(namespace -> namespace.policies().stream())
                .toList();
    }

    /**
     * The cluster as an evaluator sees it. Each workload has one {@link KnownWorkload#replica} more than it runs, so
     * that workloads without pods can be judged, and those with one can be judged as their own peer.
     */
    public Cluster cluster() {
        List<Namespace> allNamespaces = new ArrayList<>();
        List<Pod> pods = new ArrayList<>();
        for (KnownNamespace namespace : namespaces.values()) {
            allNamespaces.add(namespace.namespace());
            namespace.workloads().values().forEach(workload -> addPods(workload, pods));
        }
        pods.sort(Comparator.comparing(Pod::namespace).thenComparing(Pod::name));
        return new Cluster(allNamespaces, pods, new ArrayList<>(nodes.values()));
    }

    private static void addPods(KnownWorkload workload, List<Pod> pods) {
        pods.addAll(workload.pods());
        if (!workload.onHostNetwork()) {
            pods.add(workload.replica());
        }
    }
}
