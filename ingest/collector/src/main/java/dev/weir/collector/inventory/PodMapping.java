package dev.weir.collector.inventory;

import com.google.protobuf.ByteString;
import dev.weir.v1.InventoryEvent;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pod, and the time in which its addresses were its own. {@link Owners} adds the workload. */
final class PodMapping {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private PodMapping() {}

    static void into(InventoryEvent.Builder event, Pod pod, Remarks remarks) {
        ObjectMeta meta = pod.getMetadata();
        PodSpec spec = Optional.ofNullable(pod.getSpec()).orElseGet(PodSpec::new);
        PodStatus status = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
        if (event.getValidFromNs() == 0) {
            event.setValidFromNs(Times.nanos("status.startTime", status.getStartTime(), remarks));
        }
        dev.weir.v1.Pod.Builder body = dev.weir.v1.Pod.newBuilder()
                .putAllLabels(Absent.orNone(meta.getLabels()))
                .addAllIps(addresses(status, remarks))
                .setNodeName(Absent.orEmpty(spec.getNodeName()))
                .setHostNetwork(Absent.isTrue(spec.getHostNetwork()))
                .setPhase(Absent.orEmpty(status.getPhase()))
                .addAllOwners(OwnerReferences.of(meta))
                .addAllPorts(Ports.of("spec", spec, remarks))
                .setServiceAccount(Absent.or(spec.getServiceAccountName(), Absent.orEmpty(spec.getServiceAccount())));
        Addresses.bytes("status.hostIP", status.getHostIP(), remarks).ifPresent(body::setHostIp);
        body.setStartedNs(Times.nanos("status.startTime", status.getStartTime(), remarks));
        body.setRunningByNs(firstStart(status, remarks));
        if (ENDED.contains(Absent.orEmpty(status.getPhase()))) {
            long finished = finished(status, event, remarks);
            event.setValidToNs(finished);
            body.setStoppedNs(finished);
        } else {
            body.setTerminating(event.getValidToNs() > 0);
        }
        event.setPod(body);
    }

    private static Set<ByteString> addresses(PodStatus status, Remarks remarks) {
        List<PodIP> ips = Absent.orNone(status.getPodIPs());
        Set<ByteString> addresses = new LinkedHashSet<>();
        for (int i = 0; i < ips.size(); i++) {
            Addresses.bytes("status.podIPs[" + i + "].ip", ips.get(i).getIp(), remarks)
                    .ifPresent(addresses::add);
        }
        if (ips.isEmpty()) {
            Addresses.bytes("status.podIP", status.getPodIP(), remarks).ifPresent(addresses::add);
        }
        return addresses;
    }

    /** When the first container that says so had started, init containers too: by then the pod had its addresses. */
    private static long firstStart(PodStatus status, Remarks remarks) {
        LongStream starts = Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
                .flatMap(containers -> Absent.orNone(containers).stream())
                .flatMap(container -> Stream.of(container.getState(), container.getLastState()))
                .mapToLong(state -> Times.nanos("status.containerStatuses", startOf(state), remarks));
        return starts.filter(start -> start > 0).min().orElse(0);
    }

    private static @Nullable String startOf(@Nullable ContainerState state) {
        if (state == null) {
            return null;
        }
        if (state.getRunning() != null) {
            return state.getRunning().getStartedAt();
        }
        return state.getTerminated() == null ? null : state.getTerminated().getStartedAt();
    }

    /**
     * When the last container ended. An evicted pod may not say so: then its conditions changed last at that time. INVARIANT:
     * never 0, because the network has taken the addresses back and another pod may have them; where nothing tells the
     * time, the pod never had them.
     */
    private static long finished(PodStatus status, InventoryEvent.Builder event, Remarks remarks) {
        long finished = 0;
        for (ContainerStatus container : Absent.orNone(status.getContainerStatuses())) {
            if (container.getState() != null && container.getState().getTerminated() != null) {
                String at = container.getState().getTerminated().getFinishedAt();
                finished = Math.max(finished, Times.nanos("status.containerStatuses", at, remarks));
            }
        }
        if (finished > 0) {
            return finished;
        }
        for (PodCondition condition : Absent.orNone(status.getConditions())) {
            String at = condition.getLastTransitionTime();
            finished = Math.max(finished, Times.nanos("status.conditions", at, remarks));
        }
        if (finished > 0) {
            return finished;
        }
        return Math.max(1, Math.max(event.getValidToNs(), event.getValidFromNs()));
    }
}
