package dev.weir.standalone.tongues;

import java.util.Map;

/**
 * One end of a connection, as the cluster knows it.
 *
 * @param kind what it is
 * @param namespace of a pod; else empty
 * @param workload name of a pod's Deployment, or of the node
 * @param pod its name; empty for others
 * @param node that it runs on; empty outside of the cluster
 * @param ip IPv4 or IPv6, as text
 */
record Party(Kind kind, String namespace, String workload, String pod, String node, String ip) {
    enum Kind {
        POD,
        NODE,
        API_SERVER,
        OUTSIDE
    }

    boolean isPod() {
        return kind == Kind.POD;
    }

    boolean isIpv6() {
        return ip.indexOf(':') >= 0;
    }

    Map<String, String> labels() {
        return Map.of("app", workload);
    }

    /** How a policy names it. */
    String entity() {
        return switch (kind) {
            case POD -> namespace + "/" + workload;
            case NODE, API_SERVER, OUTSIDE -> ip;
        };
    }
}
