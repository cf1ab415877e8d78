package dev.weir.policy.recommend;

import java.util.List;

/** Which labels people read first to see what a pod is. */
final class LabelRank {

    /** First the ones that name (recommended labels of the Kubernetes documentation, then custom), then variants. */
    private static final List<String> ORDER = List.of(
            "app.kubernetes.io/name",
            "app.kubernetes.io/instance",
            "app.kubernetes.io/component",
            "app",
            "k8s-app",
            "component",
            "name",
            "version",
            "role",
            "tier");

    private static final int NAMING = ORDER.indexOf("version");

    private LabelRank() {}

    /** Lower is read earlier; all labels that nobody agreed on are last and equal. */
    static int of(String key) {
        int rank = ORDER.indexOf(key);
        return rank < 0 ? ORDER.size() : rank;
    }

    /** Whether the label says who a pod is; {@code version: v4} alone might be anybody's. */
    static boolean isNaming(String key) {
        return of(key) < NAMING;
    }
}
