package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;

/**
 * A kind of object that an inventory is made of.
 *
 * @param group of the API; empty for the core
 * @param version that a cluster is asked for; files may have another
 * @param kind as objects name it
 * @param plural as the API's paths name it
 * @param namespaced whether the objects lie in namespaces
 * @param eventKind kind of the event
 * @param model the class that an object of this kind is read into; policies are kept as they are written, and of what
 *     the API server calls only that is read
 */
record ObservedKind(
        String group,
        String version,
        String kind,
        String plural,
        boolean namespaced,
        String eventKind,
        Class<? extends HasMetadata> model) {

    static final String POLICY = "NetworkPolicy";
    static final String WORKLOAD = "Workload";

    private static final String CALICO = "projectcalico.org";
    private static final String CALICO_STORE = "crd.projectcalico.org";
    private static final String CLUSTER_POLICIES = "policy.networking.k8s.io";

    // Owners before what they own, so that a pod's first event names its workload.
    private static final List<ObservedKind> ALL = List.of(
            new ObservedKind("", "v1", "Namespace", "namespaces", false, "Namespace", Namespace.class),
            new ObservedKind("", "v1", "Node", "nodes", false, "Node", Node.class),
            workload("apps", "Deployment", "deployments", Deployment.class),
            workload("apps", "StatefulSet", "statefulsets", StatefulSet.class),
            workload("apps", "DaemonSet", "daemonsets", DaemonSet.class),
            workload("apps", "ReplicaSet", "replicasets", ReplicaSet.class),
            workload("", "ReplicationController", "replicationcontrollers", ReplicationController.class),
            workload("batch", "CronJob", "cronjobs", CronJob.class),
            workload("batch", "Job", "jobs", Job.class),
            new ObservedKind("", "v1", "Service", "services", true, "Service", Service.class),
            new ObservedKind(
                    "discovery.k8s.io",
                    "v1",
                    "EndpointSlice",
                    "endpointslices",
                    true,
                    "EndpointSlice",
                    EndpointSlice.class),
            new ObservedKind("", "v1", "Endpoints", "endpoints", true, "EndpointSlice", Endpoints.class),
            callback(
                    "admissionregistration.k8s.io",
                    "ValidatingWebhookConfiguration",
                    "validatingwebhookconfigurations"),
            callback("admissionregistration.k8s.io", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations"),
            callback("apiregistration.k8s.io", "APIService", "apiservices"),
            callback("apiextensions.k8s.io", "CustomResourceDefinition", "customresourcedefinitions"),
            policy("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true),
            policy(CLUSTER_POLICIES, "v1alpha2", "ClusterNetworkPolicy", "clusternetworkpolicies", false),
            policy(CLUSTER_POLICIES, "v1alpha1", "AdminNetworkPolicy", "adminnetworkpolicies", false),
            policy(CLUSTER_POLICIES, "v1alpha1", "BaselineAdminNetworkPolicy", "baselineadminnetworkpolicies", false),
            policy("cilium.io", "v2", "CiliumNetworkPolicy", "ciliumnetworkpolicies", true),
            policy("cilium.io", "v2", "CiliumClusterwideNetworkPolicy", "ciliumclusterwidenetworkpolicies", false),
            policy(CALICO, "v3", "NetworkPolicy", "networkpolicies", true),
            policy(CALICO, "v3", "GlobalNetworkPolicy", "globalnetworkpolicies", false),
            policy(CALICO_STORE, "v1", "NetworkPolicy", "networkpolicies", true),
            policy(CALICO_STORE, "v1", "GlobalNetworkPolicy", "globalnetworkpolicies", false),
            new ObservedKind("", "v1", "Pod", "pods", true, "Pod", Pod.class));

    private static ObservedKind workload(String group, String kind, String plural, Class<? extends HasMetadata> model) {
        return new ObservedKind(group, "v1", kind, plural, true, WORKLOAD, model);
    }

    private static ObservedKind callback(String group, String kind, String plural) {
        return new ObservedKind(group, "v1", kind, plural, false, kind, GenericKubernetesResource.class);
    }

    private static ObservedKind policy(String group, String version, String kind, String plural, boolean namespaced) {
        return new ObservedKind(group, version, kind, plural, namespaced, POLICY, GenericKubernetesResource.class);
    }

    /** All of them, in the order in which a cluster is asked. */
    static List<ObservedKind> all() {
        return ALL;
    }

    /** The kind of an object, whatever the version within its group. */
    static Optional<ObservedKind> of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return ALL.stream()
                .filter(observed -> observed.kind.equals(kind) && observed.group.equals(group))
                .findFirst();
    }

    /** The kind that an event was made of. */
    static Optional<ObservedKind> of(InventoryEvent event) {
        if (event.hasWorkload()) {
            String kind = event.getWorkload().getWorkloadKind();
            return ALL.stream()
                    .filter(observed -> observed.eventKind.equals(WORKLOAD) && observed.kind.equals(kind))
                    .findFirst();
        }
        if (event.hasPolicy()) {
            return of(event.getPolicy().getApiVersion(), PolicyMapping.kind(event.getPolicy()));
        }
        return ALL.stream()
                .filter(observed -> observed.kind.equals(event.getKind()) && !observed.isPolicy())
                .findFirst();
    }

    /** Those that a cluster is asked for: Endpoints are copies of the slices. */
    static List<ObservedKind> watched() {
        return ALL.stream()
                .filter(observed -> !observed.kind.equals("Endpoints"))
                .toList();
    }

    /** How fabric8 finds the kind without a class for it. */
    ResourceDefinitionContext definition() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }

    /** {@code apps/v1 Deployment}. */
    String title() {
        return apiVersion() + " " + kind;
    }

    boolean isPolicy() {
        return eventKind.equals(POLICY);
    }

    /** {@code v1} or {@code apps/v1}. */
    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }
}
