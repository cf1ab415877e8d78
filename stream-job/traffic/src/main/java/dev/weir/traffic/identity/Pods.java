package dev.weir.traffic.identity;

import com.google.protobuf.ByteString;
import dev.weir.traffic.identity.Resolution.Known;
import dev.weir.v1.ContainerPort;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All pods that were ever told of, by address, by name, and by the labels of their workloads. */
final class Pods {
    private final Shared shared = new Shared();
    private final IdentityTimeline<ByteString> byAddress;
    private final IdentityTimeline<String> byName;
    private final Map<String, Map<Labelled, Integer>> labelsByNamespace = new HashMap<>();
    private boolean observed;
    private int count;

    /** Pods with equal labels and owner are told apart nowhere that labels are asked for. */
    private record Labelled(Map<String, String> labels, Entity owner) {}

    Pods(long skewNs) {
        byAddress = new IdentityTimeline<>(skewNs);
        byName = new IdentityTimeline<>(skewNs);
    }

    boolean areObserved() {
        return observed;
    }

    int count() {
        return count;
    }

    /** Takes in a pod's event; null where it says nothing new. */
    @Nullable
    PodRecord put(InventoryEvent event) {
        PodRecord pod = record(event);
        PodRecord before = byName.find(pod.pod(), pod.uid());
        if (pod.equals(before)) {
            return null;
        }
        if (before != null) {
            forget(before);
        }
        count++;
        observed |= !pod.isInferred();
        byName.put(pod.pod(), pod);
        if (!pod.hostNetwork()) {
            pod.ips().forEach(ip -> byAddress.put(ip, pod));
        }
        if (!pod.isInferred()) {
            labelsByNamespace
                    .computeIfAbsent(pod.namespace(), key -> new HashMap<>())
                    .merge(new Labelled(pod.labels(), pod.owner()), 1, Integer::sum);
        }
        return pod;
    }

    Set<Known> at(ByteString ip, Span span) {
        return known(byAddress.within(ip, span));
    }

    /** @param uid empty where it is not told */
    Set<Known> named(String namespace, String name, String uid, Span span, boolean inferred) {
        String pod = namespace + "/" + name;
        PodRecord exact = uid.isEmpty() ? null : byName.find(pod, Shared.uid(uid));
        List<PodRecord> found = exact == null ? byName.within(pod, span) : List.of(exact);
        return known(found.stream().filter(it -> it.isInferred() == inferred).toList());
    }

    Set<Entity> labelled(String namespace, Map<String, String> labels) {
        Set<Entity> owners = new LinkedHashSet<>();
        for (Labelled known :
                labelsByNamespace.getOrDefault(namespace, Map.of()).keySet()) {
            if (known.labels.entrySet().containsAll(labels.entrySet())) {
                owners.add(known.owner);
            }
        }
        return owners;
    }

    int forgetEnded(long beforeNs) {
        List<PodRecord> ended = new ArrayList<>();
        byName.forEach(pod -> {
            if (pod.tenure().isOver() && pod.tenure().toNs() < beforeNs) {
                ended.add(pod);
            }
        });
        ended.forEach(this::forget);
        return ended.size();
    }

    void export(Consumer<InventoryEvent> sink) {
        byName.forEach(pod -> sink.accept(event(pod)));
    }

    private void forget(PodRecord pod) {
        count--;
        byName.remove(pod.pod(), pod);
        pod.ips().forEach(ip -> byAddress.remove(ip, pod));
        Map<Labelled, Integer> labels = labelsByNamespace.getOrDefault(pod.namespace(), new HashMap<>());
        labels.computeIfPresent(new Labelled(pod.labels(), pod.owner()), (key, pods) -> pods == 1 ? null : pods - 1);
    }

    private static Set<Known> known(List<PodRecord> pods) {
        Set<Known> known = new LinkedHashSet<>();
        pods.forEach(pod -> known.add(pod.known()));
        return known;
    }

    private PodRecord record(InventoryEvent event) {
        Pod pod = event.getPod();
        List<Integer> ports = pod.getPortsList().stream()
                .map(port -> Inventory.listener(port.getIpProtocol(), port.getPort()))
                .distinct()
                .sorted()
                .toList();
        return new PodRecord(
                event.getNamespace() + "/" + event.getName(),
                Shared.uid(event.getUid()),
                shared.one(owner(event, pod)),
                shared.one(pod.getNodeName()),
                shared.one(Map.copyOf(pod.getLabelsMap())),
                shared.one(ports),
                List.copyOf(pod.getIpsList()),
                pod.getHostNetwork(),
                Tenure.of(event));
    }

    private static Entity owner(InventoryEvent event, Pod pod) {
        if (pod.getHostNetwork()) {
            return Entities.node(pod.getNodeName(), pod.getHostIp());
        }
        return pod.getWorkloadName().isEmpty()
                ? Entities.workload(event.getNamespace(), "Pod", event.getName())
                : Entities.workload(event.getNamespace(), pod.getWorkloadKind(), pod.getWorkloadName());
    }

    /** The event that makes this record again. */
    private static InventoryEvent event(PodRecord record) {
        int slash = record.pod().indexOf('/');
        boolean alone = record.owner().getWorkloadKind().equals("Pod");
        Pod.Builder pod = Pod.newBuilder()
                .putAllLabels(record.labels())
                .addAllIps(record.ips())
                .setNodeName(record.node())
                .setHostNetwork(record.hostNetwork())
                .setHostIp(record.owner().getIp())
                .setWorkloadKind(alone ? "" : record.owner().getWorkloadKind())
                .setWorkloadName(
                        alone || record.hostNetwork() ? "" : record.owner().getName())
                .setStartedNs(record.tenure().startedNs())
                .setRunningByNs(record.tenure().runningByNs())
                .setStoppedNs(record.tenure().stoppedNs());
        record.ports()
                .forEach(port -> pod.addPorts(
                        ContainerPort.newBuilder().setIpProtocol(port >>> 16).setPort(port & 0xffff)));
        return InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setKind("Pod")
                .setNamespace(record.pod().substring(0, slash))
                .setName(record.pod().substring(slash + 1))
                .setUid(record.uid().toString())
                .setValidFromNs(record.tenure().fromNs())
                .setValidToNs(record.tenure().toNs())
                .setPod(pod)
                .build();
    }
}
