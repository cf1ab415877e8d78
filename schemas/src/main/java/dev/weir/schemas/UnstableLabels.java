package dev.weir.schemas;

import java.util.Set;

/**
 * Labels that Kubernetes or a tool sets on single pods and that change with a roll-out, a restart or a place: no
 * selector may rest on them. Source: the well-known labels page of the Kubernetes reference and the controllers of
 * apps/v1 and batch/v1.
 */
public final class UnstableLabels {
    private static final Set<String> KEYS = Set.of(
            "pod-template-hash",
            "controller-revision-hash",
            "pod-template-generation",
            "statefulset.kubernetes.io/pod-name",
            "apps.kubernetes.io/pod-index",
            "job-name",
            "controller-uid",
            "app.kubernetes.io/version",
            "helm.sh/chart",
            "chart",
            "heritage",
            "release-revision",
            "rollouts-pod-template-hash");

    private static final Set<String> PREFIXES = Set.of(
            "batch.kubernetes.io/",
            "topology.kubernetes.io/",
            "failure-domain.beta.kubernetes.io/",
            "security.istio.io/",
            "service.istio.io/",
            "sidecar.");

    private UnstableLabels() {}

    /** Whether a label with this key may change while the workload stays the same. */
    public static boolean contains(String key) {
        return KEYS.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
    }
}
