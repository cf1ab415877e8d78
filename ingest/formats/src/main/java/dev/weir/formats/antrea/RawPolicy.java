package dev.weir.formats.antrea;

import dev.weir.v1.Direction;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.PolicyHit;

/** The elements of the policy that decided in one direction. */
final class RawPolicy {
    private static final int KUBERNETES = 1;

    private final Direction direction;
    String name = "";
    String namespace = "";
    String rule = "";

    /** 1 Kubernetes', 2 Antrea's, 3 Antrea's for the cluster, 4 Kubernetes' for the cluster. */
    int type;

    /** 0 none, 1 allow, 2 drop, 3 reject. */
    int action;

    RawPolicy(Direction direction) {
        this.direction = direction;
    }

    boolean isThere() {
        return !name.isEmpty() || action != 0;
    }

    boolean isAllowed() {
        return action == 1;
    }

    boolean isDenied() {
        return action == 2 || action == 3;
    }

    /** Kubernetes' policies have no rule that denies: it was the isolation that they bring. */
    boolean isDeniedByDefault() {
        return isDenied() && (type == KUBERNETES || type == 0);
    }

    PolicyHit toHit() {
        return PolicyHit.newBuilder()
                .setKind(kind())
                .setNamespace(namespace)
                .setName(name)
                .setRule(rule)
                .setDirection(direction)
                .setAction(isDenied() ? PolicyAction.ACTION_DENY : allowance())
                .build();
    }

    private PolicyAction allowance() {
        return isAllowed() ? PolicyAction.ACTION_ALLOW : PolicyAction.ACTION_UNSPECIFIED;
    }

    private String kind() {
        return switch (type) {
            case KUBERNETES -> "NetworkPolicy";
            case 2 -> "AntreaNetworkPolicy";
            case 3 -> "AntreaClusterNetworkPolicy";
            case 4 -> "ClusterNetworkPolicy";
            default -> "";
        };
    }
}
