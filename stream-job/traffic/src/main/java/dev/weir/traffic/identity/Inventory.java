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
import dev.weir.v1.Pod;
import dev.weir.v1.Workload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster's inventory says of addresses, pods, services and listeners. Events come in any order; the latest of
 * an object holds. Pods that are gone stay as intervals, so that late flows still find them.
 */
public final class Inventory {
    private final Map<String, InventoryEvent> objects = new HashMap<>();
    private final IdentityTimeline<Known> addresses;
    private final Map<String, Map<String, PodEntry>> podsByName = new HashMap<>();
    private final Map<String, Set<PodEntry>> podsByNamespace = new HashMap<>();
    private final Map<ByteString, String> nodes = new HashMap<>();
    private final Map<String, List<Cidr>> podCidrs = new HashMap<>();
    private final Map<Entity, Set<Integer>> listeners = new HashMap<>();
    private final Services services = new Services();
    private final Map<Entity, Set<Integer>> endpointListeners = new HashMap<>();
    private boolean endpointListenersStale;
    private boolean complete;
    private boolean observed;

    private record PodEntry(
            String uid, Known owner, Map<String, String> labels, boolean inferred, long fromNs, long toNs) {
        boolean touches(long from, long to) {
            return (from == 0 && to == 0) || ((fromNs == 0 || fromNs <= to) && (toNs == 0 || toNs >= from));
        }
    }

    /** @param skewNs how far two clocks may be apart, nanoseconds */
    public Inventory(long skewNs) {
        this.addresses = new IdentityTimeline<>(skewNs);
    }

    /** Whether the first snapshot has come whole. */
    public boolean isComplete() {
        return complete;
    }

    /** Takes in one event. */
    public void apply(InventoryEvent event) {
        String key = key(event);
        InventoryEvent before = objects.put(key, event);
        if (before != null) {
            forget(before);
        }
        endpointListenersStale = true;
        switch (event.getBodyCase()) {
            case POD -> pod(event, event.getPod());
            case WORKLOAD -> workload(event, event.getWorkload());
            case NODE -> node(event, event.getNode());
            case SERVICE -> services.put(event);
            case ENDPOINT_SLICE -> services.putSlice(event);
            case SNAPSHOT_COMPLETE -> complete = true;
            default -> {
                // Namespaces and policies say nothing of who has an address.
            }
        }
    }

    /** The key that one object's events share. */
    public static String key(InventoryEvent event) {
        return event.getKind() + "/" + event.getNamespace() + "/" + event.getName() + "/" + event.getUid();
    }

    /** Whose pod this is; the span is in nanoseconds, 0 and 0 = at any time. */
    Resolution podNamed(String namespace, String name, long fromNs, long toNs, boolean inferred) {
        Map<String, PodEntry> entries = podsByName.getOrDefault(namespace + "/" + name, Map.of());
        Set<Known> owners = new LinkedHashSet<>();
        for (PodEntry entry : entries.values()) {
            if (entry.inferred == inferred && entry.touches(fromNs, toNs)) {
                owners.add(entry.owner);
            }
        }
        return one(owners);
    }

    /** The one workload of the namespace whose pods carry all these labels. */
    Resolution labelled(String namespace, Map<String, String> labels) {
        Set<Known> owners = new LinkedHashSet<>();
        for (PodEntry entry : podsByNamespace.getOrDefault(namespace, Set.of())) {
            if (!entry.inferred && entry.labels.entrySet().containsAll(labels.entrySet())) {
                owners.add(new Known(entry.owner.entity(), "", "", -1));
            }
        }
        return one(owners);
    }

    /** Who had the address; {@code port} is what the client asked for, 0 where the end is the client. */
    Resolution addressed(ByteString ip, int protocol, int port, long fromNs, long toNs) {
        List<Known> owners = addresses.owners(ip, fromNs, toNs);
        if (!owners.isEmpty()) {
            return one(new LinkedHashSet<>(owners));
        }
        if (port > 0 && services.isApiServer(ip, port)) {
            return Known.of(Entities.apiServer(ip));
        }
        String node = nodes.get(ip);
        if (node != null) {
            return new Known(Entities.node(node, ip), "", node, -1);
        }
        if (services.isServiceAddress(ip)) {
            return services.resolve(ip, protocol, port, this);
        }
        return outside(ip) ? Known.of(Entities.external(ip)) : new Unknown();
    }

    /** The name of the node with that address, or null. */
    @Nullable
    String nodeAt(ByteString ip) {
        return nodes.get(ip);
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

    private void declare(Entity entity, int protocol, int port) {
        listeners.computeIfAbsent(entity, key -> new HashSet<>()).add(listener(protocol, port));
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

    private void pod(InventoryEvent event, Pod pod) {
        Known owner = owner(event, pod);
        boolean inferred = pod.getWorkloadKind().equals(LabelIdentity.KIND);
        observed |= !inferred;
        PodEntry entry = new PodEntry(
                event.getUid(), owner, pod.getLabelsMap(), inferred, event.getValidFromNs(), event.getValidToNs());
        podsByName
                .computeIfAbsent(event.getNamespace() + "/" + event.getName(), key -> new HashMap<>())
                .put(event.getUid(), entry);
        podsByNamespace
                .computeIfAbsent(event.getNamespace(), key -> new LinkedHashSet<>())
                .add(entry);
        if (!pod.getHostNetwork()) {
            pod.getIpsList()
                    .forEach(ip ->
                            addresses.put(ip, event.getUid(), owner, event.getValidFromNs(), event.getValidToNs()));
            pod.getPortsList().forEach(port -> declare(owner.entity(), port.getIpProtocol(), port.getPort()));
        }
    }

    private static Known owner(InventoryEvent event, Pod pod) {
        String podName = event.getNamespace() + "/" + event.getName();
        if (pod.getHostNetwork()) {
            return new Known(Entities.node(pod.getNodeName(), pod.getHostIp()), podName, pod.getNodeName(), -1);
        }
        Entity entity = pod.getWorkloadName().isEmpty()
                ? Entities.workload(event.getNamespace(), "Pod", event.getName())
                : Entities.workload(event.getNamespace(), pod.getWorkloadKind(), pod.getWorkloadName());
        return new Known(entity, podName, pod.getNodeName(), -1);
    }

    private void workload(InventoryEvent event, Workload workload) {
        Entity entity = Entities.workload(event.getNamespace(), workload.getWorkloadKind(), event.getName());
        for (ContainerPort port : workload.getPortsList()) {
            declare(entity, port.getIpProtocol(), port.getPort());
        }
    }

    private void node(InventoryEvent event, Node node) {
        node.getIpsList().forEach(ip -> nodes.put(ip, event.getName()));
        podCidrs.put(
                event.getName(),
                node.getPodCidrsList().stream().map(Cidr::parse).toList());
    }

    private void forget(InventoryEvent before) {
        if (before.hasPod()) {
            Map<String, PodEntry> entries = podsByName.get(before.getNamespace() + "/" + before.getName());
            PodEntry entry = entries == null ? null : entries.remove(before.getUid());
            if (entry != null) {
                podsByNamespace
                        .getOrDefault(before.getNamespace(), new HashSet<>())
                        .remove(entry);
            }
            before.getPod().getIpsList().forEach(ip -> addresses.remove(ip, before.getUid()));
        }
        if (before.hasNode()) {
            before.getNode().getIpsList().forEach(nodes::remove);
            podCidrs.remove(before.getName());
        }
    }

    /** Whether anything but the flows themselves has told of pods. */
    boolean isObserved() {
        return observed;
    }

    static int listener(int protocol, int port) {
        return protocol << 16 | port;
    }
}
