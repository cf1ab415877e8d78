package dev.weir.traffic.identity;

import com.google.protobuf.ByteString;
import dev.weir.traffic.identity.Resolution.Known;
import dev.weir.v1.Entity;
import java.util.List;
import java.util.Map;

/**
 * What attribution needs of a pod, and nothing else: there are a hundred thousand of them. What pods of one workload have
 * in common (entity, labels, ports, node) is shared between them by {@link Shared}.
 *
 * @param pod namespace/name
 * @param uid as {@link Shared#uid} gives it
 * @param ports {@link Inventory#listener} of each declared port
 */
record PodRecord(
        String pod,
        Object uid,
        Entity owner,
        String node,
        Map<String, String> labels,
        List<Integer> ports,
        List<ByteString> ips,
        boolean hostNetwork,
        Tenure tenure) {

    Known known() {
        return new Known(owner, pod, node, -1);
    }

    boolean isInferred() {
        return owner.getWorkloadKind().equals(LabelIdentity.KIND);
    }

    String namespace() {
        return pod.substring(0, pod.indexOf('/'));
    }

    /** INVARIANT: a pod is the same whatever is known of it. */
    boolean isSamePod(PodRecord other) {
        return uid.equals(other.uid) && pod.equals(other.pod);
    }
}
