package dev.weir.traffic.identity;

import dev.weir.v1.EndpointKind;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Pod;
import dev.weir.v1.SightedEnd;
import dev.weir.v1.Workload;
import java.util.List;
import java.util.Optional;

/**
 * The inventory that the flows' own labels make where none is given: a workload for every label identity, and a pod for
 * every name. It is a function of the end alone, so any order of the same flows infers the same.
 */
public final class InferredInventory {
    private InferredInventory() {}

    /** What the end tells of the cluster; empty where it carries no labels. */
    public static List<InventoryEvent> of(String cluster, SightedEnd end) {
        if (end.getKind() != EndpointKind.KIND_POD || end.getLabelsCount() == 0) {
            return List.of();
        }
        Optional<LabelIdentity> identity = LabelIdentity.of(end.getLabelsMap());
        if (identity.isEmpty()) {
            return List.of();
        }
        InventoryEvent workload = workload(cluster, end, identity.get());
        return end.getPodName().isEmpty() ? List.of(workload) : List.of(workload, pod(cluster, end, identity.get()));
    }

    private static InventoryEvent workload(String cluster, SightedEnd end, LabelIdentity identity) {
        return InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setCluster(cluster)
                .setKind("Workload")
                .setNamespace(end.getNamespace())
                .setName(identity.name())
                .setUid(LabelIdentity.KIND)
                .setWorkload(Workload.newBuilder()
                        .setWorkloadKind(LabelIdentity.KIND)
                        .putAllTemplateLabels(identity.labels()))
                .build();
    }

    /** The label set stands in for the uid: a pod whose labels change is told apart from what it was. */
    private static InventoryEvent pod(String cluster, SightedEnd end, LabelIdentity identity) {
        return InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setCluster(cluster)
                .setKind("Pod")
                .setNamespace(end.getNamespace())
                .setName(end.getPodName())
                .setUid(LabelIdentity.KIND + ":" + identity.name())
                .setPod(Pod.newBuilder()
                        .putAllLabels(end.getLabelsMap())
                        .setPhase("Running")
                        .setWorkloadKind(LabelIdentity.KIND)
                        .setWorkloadName(identity.name()))
                .build();
    }
}
