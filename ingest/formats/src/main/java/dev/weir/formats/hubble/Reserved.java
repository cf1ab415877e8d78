package dev.weir.formats.hubble;

import dev.weir.v1.EndpointKind;
import org.jspecify.annotations.Nullable;

/**
 * Cilium's identities that are no pods' labels (pkg/identity/numericidentity.go), the more telling first: an end may have
 * two, such as an API server that is outside the cluster, or the observer's own node among the cluster's nodes.
 */
enum Reserved {
    KUBE_APISERVER("kube-apiserver", 7, EndpointKind.KIND_KUBE_APISERVER),
    INGRESS("ingress", 8, EndpointKind.KIND_INGRESS),
    HEALTH("health", 4, EndpointKind.KIND_HEALTH),
    HOST("host", 1, EndpointKind.KIND_NODE),
    REMOTE_NODE("remote-node", 6, EndpointKind.KIND_REMOTE_NODE),
    UNMANAGED("unmanaged", 3, EndpointKind.KIND_UNMANAGED),
    /** A pod whose labels the agent has not got yet. */
    INIT("init", 5, EndpointKind.KIND_POD),
    WORLD("world", 2, EndpointKind.KIND_EXTERNAL),
    WORLD_IPV4("world-ipv4", 9, EndpointKind.KIND_EXTERNAL),
    WORLD_IPV6("world-ipv6", 10, EndpointKind.KIND_EXTERNAL);

    final EndpointKind kind;
    private final String label;
    private final long identity;

    Reserved(String label, long identity, EndpointKind kind) {
        this.label = label;
        this.identity = identity;
        this.kind = kind;
    }

    /** Whether it is the network of a node. */
    boolean isNode() {
        return this == HOST || this == REMOTE_NODE;
    }

    boolean isWorld() {
        return kind == EndpointKind.KIND_EXTERNAL;
    }

    static @Nullable Reserved ofLabel(String label) {
        for (Reserved reserved : values()) {
            if (reserved.label.equals(label)) {
                return reserved;
            }
        }
        return null;
    }

    static @Nullable Reserved ofIdentity(long identity) {
        for (Reserved reserved : values()) {
            if (reserved.identity == identity) {
                return reserved;
            }
        }
        return null;
    }
}
