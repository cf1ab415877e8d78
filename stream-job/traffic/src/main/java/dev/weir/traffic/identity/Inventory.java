package dev.weir.traffic.identity;

import com.google.protobuf.ByteString;
import dev.weir.traffic.identity.Resolution.Ambiguous;
import dev.weir.traffic.identity.Resolution.Known;
import dev.weir.traffic.identity.Resolution.Unknown;
import dev.weir.traffic.orient.Ip;
import dev.weir.v1.ContainerPort;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Node;
import dev.weir.v1.Workload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster's inventory says of addresses, pods, services and listeners. Events come in any order; the latest of
 * an object holds. Pods that are gone stay as intervals, so that late flows still find them, until {@link #forgetEnded}.
 */
public final class Inventory {
    private final Pods pods;
    private final Map<String, InventoryEvent> others = new HashMap<>();
    private final Map<ByteString, String> nodes = new HashMap<>();
    private final Map<String, List<Cidr>> podCidrs = new HashMap<>();
    private final Map<Entity, Set<Integer>> listeners = new HashMap<>();
    private final Services services;
    private final Map<Entity, Set<Integer>> endpointListeners = new HashMap<>();
    private boolean endpointListenersStale;
    private boolean complete;

    /** @param skewNs how far a node's clock may be from the API server's, nanoseconds; two nodes' by twice that */
    public Inventory(long skewNs) {
        this.pods = new Pods(skewNs);
        this.services = new Services(skewNs);
    }

    /** Whether the first snapshot has come whole. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * Takes in one event.
     *
     * @return whether it said anything new
     */
    public boolean apply(InventoryEvent event) {
        if (event.hasPod()) {
            return pod(event);
        }
        InventoryEvent before = others.put(key(event), event);
        if (event.equals(before)) {
            return false;
        }
        if (before != null && before.hasNode()) {
            before.getNode().getIpsList().forEach(nodes::remove);
            podCidrs.remove(before.getName());
        }
        endpointListenersStale = true;
        switch (event.getBodyCase()) {
            case WORKLOAD -> workload(event, event.getWorkload());
            case NODE -> node(event, event.getNode());
            case SERVICE -> services.put(event);
            case ENDPOINT_SLICE -> services.putSlice(event);
            case SNAPSHOT_COMPLETE -> complete = true;
            default -> {
                // Namespaces and policies say nothing of who has an address.
            }
        }
        return true;
    }

    /** Everything that is known, as events that make an equal inventory; of pods only what attribution needs. */
    public void export(Consumer<InventoryEvent> sink) {
        others.values().forEach(sink);
        pods.export(sink);
    }

    /** Forgets pods that ended before that time, nanoseconds since the epoch: flows of them come no more. */
    public int forgetEnded(long beforeNs) {
        return pods.forgetEnded(beforeNs);
    }

    /** Pods that are known, ended ones among them. */
    public int podCount() {
        return pods.count();
    }

    /** The key that one object's events share. */
    public static String key(InventoryEvent event) {
        return event.getKind() + "/" + event.getNamespace() + "/" + event.getName() + "/" + event.getUid();
    }

    /** Whose pod this is, by its name, and its uid where that is told. */
    Resolution podNamed(String namespace, String name, String uid, Span span, boolean inferred) {
        return one(pods.named(namespace, name, uid, span, inferred));
    }

    /** The one workload of the namespace whose pods carry all these labels. */
    Resolution labelled(String namespace, Map<String, String> labels) {
        Set<Known> owners = new LinkedHashSet<>();
        pods.labelled(namespace, labels).forEach(entity -> owners.add(Known.of(entity)));
        return one(owners);
    }

    /**
     * Who had the address.
     *
     * @param port what the client asked for, 0 where the end is the client
     */
    Resolution addressed(ByteString ip, int protocol, int port, Span told) {
        Span span = told.node().isEmpty() ? told : new Span(told.fromNs(), told.toNs(), nodeNamed(told.node()));
        Set<Known> owners = pods.at(ip, span);
        if (!owners.isEmpty()) {
            return one(owners);
        }
        if (port > 0 && services.isApiServer(ip, port)) {
            return Known.of(Entities.apiServer(ip));
        }
        String node = nodes.get(ip);
        if (node != null) {
            Resolution behind = port > 0 ? services.atNodePort(ip, protocol, port, span, this) : new Unknown();
            return behind instanceof Unknown ? new Known(Entities.node(node, ip), "", node, -1) : behind;
        }
        if (services.isServiceAddress(ip, span)) {
            return services.resolve(ip, protocol, port, span, this);
        }
        return outside(ip) ? Known.of(Entities.external(ip)) : new Unknown();
    }

    /** The name of the node with that address, or null. */
    @Nullable
    String nodeAt(ByteString ip) {
        return nodes.get(ip);
    }

    /** A node's name from what an observer calls it: its name or one of its addresses; empty where neither is known. */
    private String nodeNamed(String told) {
        if (podCidrs.containsKey(told)) {
            return told;
        }
        return Ip.parse(told).map(nodes::get).orElse("");
    }

    /** Whether a container, an endpoint or a service declares that the entity listens there. */
    boolean listens(Entity entity, int protocol, int port) {
        int wanted = listener(protocol, port);
        if (listeners.getOrDefault(entity, Set.of()).contains(wanted)) {
            return true;
        }
        if (endpointListenersStale) {
            endpointListeners.clear();
            services.listeners(this, (owner, listener) -> endpointListeners
                    .computeIfAbsent(owner, key -> new HashSet<>())
                    .add(listener));
            endpointListenersStale = false;
        }
        return endpointListeners.getOrDefault(entity, Set.of()).contains(wanted);
    }

    private void declare(Entity entity, int listener) {
        listeners.computeIfAbsent(entity, key -> new HashSet<>()).add(listener);
    }

    /**
     * A public address is outside. A private one is outside only where the inventory knows which addresses pods have:
     * without that it may be a pod that nobody told of.
     */
    private boolean outside(ByteString ip) {
        if (podCidrs.values().stream().flatMap(List::stream).anyMatch(cidr -> cidr.contains(ip))) {
            return false;
        }
        boolean pods = podCidrs.values().stream().flatMap(List::stream).anyMatch(cidr -> cidr.sameFamily(ip));
        return pods || !Ip.isPrivate(ip);
    }

    private static Resolution one(Set<Known> owners) {
        if (owners.isEmpty()) {
            return new Unknown();
        }
        if (owners.size() == 1) {
            return owners.iterator().next();
        }
        Set<Entity> entities = new HashSet<>();
        owners.forEach(owner -> entities.add(owner.entity()));
        // Two pods of one workload at one address: the pod is not certain, the workload is.
        return entities.size() == 1 ? Known.of(entities.iterator().next()) : new Ambiguous();
    }

    private boolean pod(InventoryEvent event) {
        PodRecord pod = pods.put(event);
        if (pod == null) {
            return false;
        }
        endpointListenersStale = true;
        if (!pod.hostNetwork()) {
            pod.ports().forEach(listener -> declare(pod.owner(), listener));
        }
        return true;
    }

    private void workload(InventoryEvent event, Workload workload) {
        Entity entity = Entities.workload(event.getNamespace(), workload.getWorkloadKind(), event.getName());
        for (ContainerPort port : workload.getPortsList()) {
            declare(entity, listener(port.getIpProtocol(), port.getPort()));
        }
    }

    private void node(InventoryEvent event, Node node) {
        node.getIpsList().forEach(ip -> nodes.put(ip, event.getName()));
        podCidrs.put(
                event.getName(),
                node.getPodCidrsList().stream().map(Cidr::parse).toList());
    }

    /** Whether anything but the flows themselves has told of pods. */
    boolean isObserved() {
        return pods.areObserved();
    }

    static int listener(int protocol, int port) {
        return protocol << 16 | port;
    }
}
