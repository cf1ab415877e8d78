package dev.weir.policy.recommend;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Namespaces that a cluster, or whoever watches it, cannot do without: one connection too few there and it stops. The
 * names are those that the projects' own manifests and charts install into; {@code *} stands for any ending.
 */
final class ProtectedNamespaces {

    private static final Stream<String> KUBERNETES = Stream.of("kube-system", "kube-public", "kube-node-lease");

    private static final Stream<String> PLUGINS = Stream.of(
            "calico-apiserver", "calico-system", "tigera-operator", "cilium", "cilium-secrets", "kube-flannel");

    private static final Stream<String> STORAGE = Stream.of("longhorn-system", "rook-ceph");

    private static final Stream<String> WAYS_IN = Stream.of(
            "contour",
            "envoy-gateway-system",
            "haproxy-controller",
            "ingress",
            "ingress-nginx",
            "istio-ingress",
            "istio-system",
            "kong",
            "linkerd",
            "metallb-system",
            "nginx-ingress",
            "projectcontour",
            "traefik");

    private static final Stream<String> MONITORING =
            Stream.of("cattle-monitoring-system", "monitoring", "observability", "prometheus");

    private static final Stream<String> OPENSHIFT = Stream.of("openshift-*");

    static final SortedSet<String> BY_DEFAULT =
            all(Stream.of(KUBERNETES, PLUGINS, STORAGE, WAYS_IN, MONITORING, OPENSHIFT));

    private ProtectedNamespaces() {}

    static boolean holds(SortedSet<String> names, String namespace) {
        return names.contains(namespace)
                || names.stream()
                        .filter(name -> name.endsWith("*"))
                        .anyMatch(name -> namespace.startsWith(name.substring(0, name.length() - 1)));
    }

    private static SortedSet<String> all(Stream<Stream<String>> groups) {
        SortedSet<String> all = new TreeSet<>();
        groups.forEach(group -> group.forEach(all::add));
        return Collections.unmodifiableSortedSet(all);
    }
}
