package dev.weir.formats.ovn;

import dev.weir.v1.PolicyHit;

/**
 * Whose access list it is: {@code NP:NAMESPACE:POLICY:DIRECTION:RULE}, {@code NP:NAMESPACE:DIRECTION} for the isolation of
 * a namespace's pods, {@code ANP:POLICY:DIRECTION:RULE}, {@code BANP:...}, {@code EF:NAMESPACE:RULE}; older versions write
 * {@code NAMESPACE_POLICY_RULE}.
 */
final class AclName {
    private AclName() {}

    static PolicyHit.Builder parse(String name) {
        String[] parts = name.split(":", 6);
        PolicyHit.Builder hit = PolicyHit.newBuilder().setRaw(name);
        switch (parts[0]) {
            case "NP" -> namespaced(hit.setKind("NetworkPolicy"), parts);
            case "ANP" -> global(hit.setKind("AdminNetworkPolicy"), parts);
            case "BANP" -> global(hit.setKind("BaselineAdminNetworkPolicy"), parts);
            case "EF" -> firewall(hit.setKind("EgressFirewall"), parts);
            case "NetpolNode" -> hit.setKind("NetpolNode");
            case "NetpolNamespace" -> namespaced(hit.setKind("NetpolNamespace"), parts);
            default -> old(hit, name);
        }
        return hit;
    }

    private static void namespaced(PolicyHit.Builder hit, String[] parts) {
        if (parts.length > 1) {
            hit.setNamespace(parts[1]);
        }
        if (parts.length > 3) {
            hit.setName(parts[2]);
        }
        if (parts.length > 4) {
            hit.setRule(parts[4]);
        }
    }

    private static void global(PolicyHit.Builder hit, String[] parts) {
        if (parts.length > 1) {
            hit.setName(parts[1]);
        }
        if (parts.length > 3) {
            hit.setRule(parts[3]);
        }
    }

    private static void firewall(PolicyHit.Builder hit, String[] parts) {
        if (parts.length > 1) {
            hit.setNamespace(parts[1]);
        }
        if (parts.length > 2) {
            hit.setRule(parts[2]);
        }
    }

    private static void old(PolicyHit.Builder hit, String name) {
        int first = name.indexOf('_');
        int last = name.lastIndexOf('_');
        if (first > 0 && last > first) {
            hit.setKind("NetworkPolicy")
                    .setNamespace(name.substring(0, first))
                    .setName(name.substring(first + 1, last))
                    .setRule(name.substring(last + 1));
        }
    }
}
