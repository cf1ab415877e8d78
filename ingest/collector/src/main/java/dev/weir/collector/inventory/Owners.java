package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import dev.weir.v1.OwnerRef;
import dev.weir.v1.Pod;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Climbs from a pod to the controller that a person wrote: ReplicaSet to Deployment, Job to CronJob. Holds the
 * controllers between the two, as they are known so far; where one is not known, {@link OwnerName} may tell.
 */
final class Owners {

    // What a person does not write: the controller above is the workload. Other kinds end the climb even if some
    // operator owns them, because they carry the pods' selector.
    private static final Set<String> BETWEEN = Set.of("ReplicaSet", "ReplicationController", "Job");

    private final Map<String, TreeMap<String, List<OwnerRef>>> ownersByNameThenUid = new HashMap<>();

    /** Takes in an event; whether pods may now have another workload. */
    boolean put(InventoryEvent event) {
        if (!isBetween(event)) {
            return false;
        }
        List<OwnerRef> owners = event.getWorkload().getOwnersList();
        List<OwnerRef> before = ownersByNameThenUid
                .computeIfAbsent(key(event), key -> new TreeMap<>())
                .put(event.getUid(), owners);
        return !owners.equals(before);
    }

    /** Forgets a controller. */
    void remove(InventoryEvent event) {
        Map<String, List<OwnerRef>> sameName = ownersByNameThenUid.get(key(event));
        if (isBetween(event) && sameName != null) {
            sameName.remove(event.getUid());
            if (sameName.isEmpty()) {
                ownersByNameThenUid.remove(key(event));
            }
        }
    }

    /** The pod's event with the controller at the top; other kinds unchanged. */
    InventoryEvent resolve(InventoryEvent event) {
        return event.hasPod() ? withWorkload(event, top(event)) : event;
    }

    /**
     * The same of a pod that was there before. A controller may be deleted before its pods are: they keep the workload that
     * they had.
     */
    InventoryEvent resolve(InventoryEvent event, InventoryEvent before) {
        if (!event.hasPod()
                || !event.getPod().getOwnersList().equals(before.getPod().getOwnersList())) {
            return resolve(event);
        }
        Optional<OwnerRef> first = controller(event.getPod().getOwnersList());
        if (first.isEmpty() || ownersOf(event.getNamespace(), first.get()) != null) {
            return resolve(event);
        }
        Pod.Builder pod = event.getPod().toBuilder()
                .setWorkloadKind(before.getPod().getWorkloadKind())
                .setWorkloadName(before.getPod().getWorkloadName());
        return event.toBuilder().setPod(pod).build();
    }

    private static InventoryEvent withWorkload(InventoryEvent event, Optional<OwnerRef> top) {
        Pod.Builder pod = event.getPod().toBuilder()
                .setWorkloadKind(top.map(OwnerRef::getKind).orElse(""))
                .setWorkloadName(top.map(OwnerRef::getName).orElse(""));
        return event.toBuilder().setPod(pod).build();
    }

    private static boolean isBetween(InventoryEvent event) {
        return event.hasWorkload() && BETWEEN.contains(event.getWorkload().getWorkloadKind());
    }

    private Optional<OwnerRef> top(InventoryEvent pod) {
        Optional<OwnerRef> first = controller(pod.getPod().getOwnersList());
        // A static pod is owned by its node, which is no controller of pods.
        if (first.isEmpty() || first.get().getKind().equals("Node")) {
            return Optional.empty();
        }
        OwnerRef reference = first.get();
        // Bounded, for a file may say that two objects own each other.
        for (int level = 0; level < 4 && BETWEEN.contains(reference.getKind()); level++) {
            List<OwnerRef> owners = ownersOf(pod.getNamespace(), reference);
            if (owners == null) {
                return Optional.of(OwnerName.above(reference, pod));
            }
            Optional<OwnerRef> above = controller(owners);
            if (above.isEmpty()) {
                break;
            }
            reference = above.get();
        }
        return Optional.of(reference);
    }

    private static Optional<OwnerRef> controller(Collection<OwnerRef> owners) {
        return owners.stream()
                .filter(OwnerRef::getController)
                .filter(owner -> !owner.getKind().isEmpty() && !owner.getName().isEmpty())
                .findFirst();
    }

    private @Nullable List<OwnerRef> ownersOf(String namespace, OwnerRef reference) {
        TreeMap<String, List<OwnerRef>> sameName =
                ownersByNameThenUid.get(reference.getKind() + "/" + namespace + "/" + reference.getName());
        if (sameName == null) {
            return null;
        }
        List<OwnerRef> same = sameName.get(reference.getUid());
        if (same != null) {
            return same;
        }
        // A manifest has no UIDs; of an object that has another one, this is a namesake's reference.
        Map.Entry<String, List<OwnerRef>> first = sameName.firstEntry();
        return reference.getUid().isEmpty() || first.getKey().startsWith("@") ? first.getValue() : null;
    }

    private static String key(InventoryEvent event) {
        return event.getWorkload().getWorkloadKind() + "/" + event.getNamespace() + "/" + event.getName();
    }
}
