package dev.weir.policy.landscape;

import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.ContainerPort;
import dev.weir.v1.InventoryEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes a {@link KnownNamespace} of the events of its objects. */
final class NamespaceReader {

    private final String name;
    private final SortedMap<String, WorkloadDraft> workloads = new TreeMap<>();
    private final SortedMap<String, InventoryEvent> pods = new TreeMap<>();
    private final SortedMap<String, KnownService> services = new TreeMap<>();
    private Map<String, String> labels = Map.of();

    private NamespaceReader(String name) {
        this.name = name;
    }

    /** @param events of the namespace's objects, one each, in a fixed order; {@code gone} the pods that are no more */
    static KnownNamespace read(String name, Collection<InventoryEvent> events, Collection<InventoryEvent> gone) {
        NamespaceReader reader = new NamespaceReader(name);
        events.stream().filter(event -> event.getValidToNs() == 0).forEach(reader::take);
        reader.pods.values().forEach(reader::addPod);
        gone.forEach(reader::addGonePod);
        Standing standing = Standing.read(events.stream()
                .filter(InventoryEvent::hasPolicy)
                .filter(event -> event.getValidToNs() == 0)
                .toList());
        return reader.conclude(standing);
    }

    private void take(InventoryEvent event) {
        switch (event.getBodyCase()) {
            case NAMESPACE_OBJECT -> labels = event.getNamespaceObject().getLabelsMap();
            case WORKLOAD -> {
                // The pods of a ReplicaSet are the Deployment's that controls it.
                if (!Subjects.isControlled(event.getWorkload().getOwnersList())) {
                    draft(event.getWorkload().getWorkloadKind(), event.getName())
                            .describe(event.getWorkload());
                }
            }
            case SERVICE -> services.put(event.getName(), KnownService.of(event.getName(), event.getService()));
            case POD -> pods.merge(event.getName(), event, NamespaceReader::inForce);
            default -> {
                // Slices and policies are looked at elsewhere; nodes are in no namespace.
            }
        }
    }

    /** What the API says of a pod is better than what its labels let one guess; else the later one has the name. */
    private static InventoryEvent inForce(InventoryEvent one, InventoryEvent other) {
        boolean oneInferred = one.getPod().getWorkloadKind().equals(KnownWorkload.INFERRED_KIND);
        boolean otherInferred = other.getPod().getWorkloadKind().equals(KnownWorkload.INFERRED_KIND);
        if (oneInferred != otherInferred) {
            return oneInferred ? other : one;
        }
        return EventAge.ORDER.compare(one, other) < 0 ? other : one;
    }

    private void addPod(InventoryEvent event) {
        owner(event).add(pod(event), WireAddress.of(event.getPod().getHostIp()));
    }

    private void addGonePod(InventoryEvent event) {
        owner(event).remember(event.getPod().getLabelsMap());
    }

    private WorkloadDraft owner(InventoryEvent event) {
        dev.weir.v1.Pod pod = event.getPod();
        return pod.getWorkloadName().isEmpty()
                ? draft("Pod", event.getName())
                : draft(pod.getWorkloadKind(), pod.getWorkloadName());
    }

    private WorkloadDraft draft(String kind, String workload) {
        return workloads.computeIfAbsent(
                KnownNamespace.key(kind, workload), key -> new WorkloadDraft(name, kind, workload));
    }

    private KnownNamespace conclude(Standing standing) {
        SortedMap<String, KnownWorkload> known = new TreeMap<>();
        workloads.forEach((key, draft) -> known.put(key, draft.conclude()));
        return KnownNamespace.of(
                new Namespace(name, labels), known, List.copyOf(services.values()), owners(known), standing.byName());
    }

    private static Map<IpAddress, List<KnownWorkload>> owners(SortedMap<String, KnownWorkload> workloads) {
        Map<IpAddress, List<KnownWorkload>> owners = new HashMap<>();
        workloads.values().forEach(workload -> workload.pods().stream()
                .flatMap(pod -> pod.addresses().stream())
                .distinct()
                .forEach(address ->
                        owners.computeIfAbsent(address, it -> new ArrayList<>()).add(workload)));
        return owners;
    }

    private static Pod pod(InventoryEvent event) {
        dev.weir.v1.Pod pod = event.getPod();
        List<IpAddress> addresses = WireAddress.all(pod.getIpsList());
        Optional<String> node = Optional.of(pod.getNodeName()).filter(it -> !it.isEmpty());
        List<NamedPort> ports = pod.getPortsList().stream()
                .flatMap(NamespaceReader::namedPort)
                .distinct()
                .toList();
        return new Pod(
                event.getNamespace(),
                event.getName(),
                pod.getLabelsMap(),
                addresses,
                ports,
                pod.getHostNetwork(),
                node,
                false);
    }

    private static Stream<NamedPort> namedPort(ContainerPort port) {
        boolean named = !port.getName().isEmpty() && port.getPort() >= Ports.LOWEST && port.getPort() <= Ports.HIGHEST;
        return named
                ? Protocol.ofNumber(port.getIpProtocol())
                        .map(it -> new NamedPort(port.getName(), it, port.getPort()))
                        .stream()
                : Stream.empty();
    }
}
