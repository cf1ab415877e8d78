package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import dev.weir.v1.SnapshotComplete;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From the API's objects to inventory events, for one cluster. Pure: the same object gives the same event.
 * A pod's workload is not known from the pod alone; {@link Owners} adds it.
 *
 * <p>INVARIANT: two objects of one cluster never give events with the same kind, namespace, name and UID. Objects of a
 * manifest have no UID, and a Deployment and a StatefulSet may share a name; for such kinds {@code @cluster/apiVersion
 * kind} stands in for the UID.
 */
final class KubernetesObjects {
    private static final int SCHEMA_VERSION = 1;
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    private final String cluster;

    KubernetesObjects(String cluster) {
        this.cluster = cluster;
    }

    /** The last event of a snapshot of so many events. */
    static InventoryEvent complete(String cluster, long objects) {
        return InventoryEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setCluster(cluster)
                .setKind("Snapshot")
                .setSnapshotComplete(SnapshotComplete.newBuilder().setObjects(objects))
                .build();
    }

    /**
     * The events of one object: one, or none for an object without a name, or one for each subset of Endpoints.
     *
     * @param kind what the object is
     */
    List<InventoryEvent> events(ObservedKind kind, HasMetadata object, Remarks remarks) {
        ObjectMeta meta = object.getMetadata();
        if (meta == null || Absent.orEmpty(meta.getName()).isEmpty()) {
            remarks.add("metadata.name", "", "is missing; the object is left out", "every object needs a name");
            return List.of();
        }
        InventoryEvent.Builder event = header(kind, object, meta, remarks);
        if (object instanceof Endpoints endpoints) {
            return subsets(event, endpoints, remarks);
        }
        body(event, kind, object, remarks);
        return List.of(event.build());
    }

    private void body(InventoryEvent.Builder event, ObservedKind kind, HasMetadata object, Remarks remarks) {
        if (object instanceof Pod pod) {
            PodMapping.into(event, pod, remarks);
        } else if (object instanceof Service service) {
            ServiceMapping.into(event, service, remarks);
        } else if (object instanceof EndpointSlice slice) {
            EndpointMapping.into(event, slice, remarks);
        } else if (object instanceof Node node) {
            NodeMapping.into(event, node, remarks);
        } else if (object instanceof Namespace namespace) {
            event.setNamespaceObject(dev.weir.v1.Namespace.newBuilder().putAllLabels(labels(namespace)));
        } else if (object instanceof GenericKubernetesResource generic) {
            if (kind.isPolicy()) {
                PolicyMapping.into(event, kind, generic);
            } else {
                CallbackMapping.into(event, generic, remarks);
            }
        } else if (!WorkloadMapping.into(event, object, remarks)) {
            throw new IllegalStateException("no mapping for the kind \"" + object.getKind() + "\"");
        }
    }

    private InventoryEvent.Builder header(ObservedKind kind, HasMetadata object, ObjectMeta meta, Remarks remarks) {
        return InventoryEvent.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setCluster(cluster)
                .setKind(kind.eventKind())
                // As kubectl does with a manifest that names no namespace.
                .setNamespace(kind.namespaced() ? Absent.or(meta.getNamespace(), "default") : "")
                .setName(meta.getName())
                .setUid(uid(kind, object, meta))
                .setResourceVersion(Absent.orEmpty(meta.getResourceVersion()))
                .setValidFromNs(Times.nanos("metadata.creationTimestamp", meta.getCreationTimestamp(), remarks))
                .setValidToNs(Times.nanos("metadata.deletionTimestamp", meta.getDeletionTimestamp(), remarks));
    }

    private String uid(ObservedKind kind, HasMetadata object, ObjectMeta meta) {
        String uid = Absent.orEmpty(meta.getUid());
        if (!uid.isEmpty() || kind.kind().equals(kind.eventKind()) && !kind.isPolicy()) {
            return uid;
        }
        return "@" + cluster + "/" + Absent.or(object.getApiVersion(), kind.apiVersion()) + " " + kind.kind();
    }

    /** Every namespace has had its name as a label since Kubernetes 1.22 (KEP-2161); manifests leave it out. */
    private static Map<String, String> labels(Namespace namespace) {
        Map<String, String> labels = Absent.orNone(namespace.getMetadata().getLabels());
        labels.putIfAbsent(NAME_LABEL, namespace.getMetadata().getName());
        return labels;
    }

    private static List<InventoryEvent> subsets(InventoryEvent.Builder header, Endpoints endpoints, Remarks remarks) {
        List<EndpointSubset> subsets = Absent.orNone(endpoints.getSubsets());
        List<InventoryEvent> events = new ArrayList<>();
        for (int i = 0; i < subsets.size(); i++) {
            InventoryEvent.Builder event = header.clone().setUid(i == 0 ? header.getUid() : header.getUid() + "/" + i);
            EndpointMapping.into(event, subsets.get(i), "subsets[" + i + "]", remarks);
            events.add(event.build());
        }
        if (subsets.isEmpty()) {
            EndpointMapping.into(header, new EndpointSubset(), "subsets", remarks);
            events.add(header.build());
        }
        return events;
    }
}
