package dev.weir.formats.netobserv;

/**
 * Names for the numbers by which the agent tells why packets were dropped, as the pipeline writes them: the kernel's
 * (include/net/dropreason-core.h), Open vSwitch's (net/openvswitch/drop.h) from {@code 3 << 16}, OVN-Kubernetes's from
 * {@code 1 << 24}. A number that decides nothing keeps its digits.
 */
final class DropCause {
    private static final int NETFILTER_DROP = 8;
    private static final int OVS = 3 << 16;
    private static final int OVS_EXPLICIT = OVS + 3;
    private static final int OVS_EXPLICIT_WITH_ERROR = OVS + 4;
    private static final int NETWORK_EVENTS = 1 << 24;
    private static final String[] ACTORS = {
        "Unknown",
        "EgressFirewall",
        "AdminNetworkPolicy",
        "BaselineAdminNetworkPolicy",
        "NetworkPolicy",
        "MulticastNS",
        "MulticastCluster",
        "NetpolNode",
        "NetpolNamespace",
        "UDNIsolation"
    };

    private DropCause() {}

    static String name(int cause) {
        int actor = cause - NETWORK_EVENTS;
        if (actor >= 0 && actor < ACTORS.length) {
            return "NetworkEvent_" + ACTORS[actor];
        }
        return switch (cause) {
            case 0 -> "";
            case NETFILTER_DROP -> "SKB_DROP_REASON_NETFILTER_DROP";
            case OVS_EXPLICIT -> "OVS_DROP_EXPLICIT";
            case OVS_EXPLICIT_WITH_ERROR -> "OVS_DROP_EXPLICIT_WITH_ERROR";
            default -> Integer.toUnsignedString(cause);
        };
    }
}
