package dev.weir.policy.parse;

import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Workload;
import dev.weir.policy.parse.SnapshotPart.ControllerPart;
import dev.weir.policy.parse.SnapshotPart.Owner;
import dev.weir.policy.parse.SnapshotPart.PodPart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows owner references to the top. Where the controller in between is not in the snapshot, its name tells: a
 * ReplicaSet is called like its Deployment and the template's hash, a Job of a CronJob like it and the minute it was
 * due (the controllers' own rules for names).
 */
final class Ownership {

    private static final String HASH_LABEL = "pod-template-hash";
    private static final int DEEPEST_CHAIN = 10;

    private final Map<Key, ControllerPart> controllers = new HashMap<>();

    private record Key(String namespace, Owner owner) {}

    Ownership(Collection<ControllerPart> parts) {
        parts.forEach(part -> controllers.put(new Key(part.namespace(), part.self()), part));
    }

    List<OwnedPod> resolve(Collection<PodPart> pods) {
        List<OwnedPod> resolved = new ArrayList<>();
        Set<Workload> running = new HashSet<>();
        for (PodPart part : pods) {
            OwnedPod pod = new OwnedPod(part.pod(), workload(part), part.ports());
            resolved.add(pod);
            running.add(pod.workload());
        }
        for (ControllerPart controller : controllers.values()) {
            Workload workload = top(controller.namespace(), controller.self(), Map.of());
            if (isTop(controller) && !running.contains(workload)) {
                controller.sample().ifPresent(sample -> resolved.add(standIn(workload, sample)));
            }
        }
        return resolved;
    }

    private boolean isTop(ControllerPart controller) {
        return controller.owner().isEmpty();
    }

    private static OwnedPod standIn(Workload workload, PodPart sample) {
        Pod pod = sample.pod();
        return new OwnedPod(
                new Pod(
                        workload.namespace(),
                        workload.name(),
                        pod.labels(),
                        List.of(),
                        pod.namedPorts(),
                        pod.hostNetwork(),
                        Optional.empty(),
                        false),
                workload,
                sample.ports());
    }

    private Workload workload(PodPart part) {
        Pod pod = part.pod();
        return part.owner()
                .map(owner -> top(pod.namespace(), owner, pod.labels()))
                .orElseGet(() -> new Workload(pod.namespace(), Workload.LONE_POD, pod.name()));
    }

    private Workload top(String namespace, Owner owner, Map<String, String> podLabels) {
        Owner top = owner;
        for (int i = 0; i < DEEPEST_CHAIN; i++) {
            ControllerPart known = controllers.get(new Key(namespace, top));
            Optional<Owner> next = known == null ? byName(top, podLabels) : known.owner();
            if (next.isEmpty()) {
                return new Workload(namespace, top.kind(), top.name());
            }
            top = next.get();
        }
        return new Workload(namespace, top.kind(), top.name());
    }

    private static Optional<Owner> byName(Owner owner, Map<String, String> podLabels) {
        String hash = podLabels.getOrDefault(HASH_LABEL, "");
        if (owner.kind().equals("ReplicaSet") && !hash.isEmpty() && owner.name().endsWith("-" + hash)) {
            return Optional.of(new Owner("Deployment", cut(owner.name(), hash.length() + 1)));
        }
        // Minutes since the epoch, since Kubernetes 1.21: eight digits until 2160.
        if (owner.kind().equals("Job") && owner.name().matches(".+-[0-9]{8}")) {
            return Optional.of(new Owner("CronJob", cut(owner.name(), "-00000000".length())));
        }
        return Optional.empty();
    }

    private static String cut(String text, int length) {
        return text.substring(0, text.length() - length);
    }
}
