package dev.weir.policy.analyse;

import dev.weir.policy.eval.Party;
import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Workload;
import java.util.List;

/**
 * Pods of one workload that the policies in question cannot tell apart: one of them speaks for all.
 *
 * @param pods at least one, by name
 */
record PodGroup(Place place, Workload workload, List<OwnedPod> pods) {

    PodGroup {
        pods = List.copyOf(pods);
    }

    /** The pod to ask about. */
    Party first() {
        return party(pods.get(0).pod());
    }

    /** Another pod, to ask about traffic within the group; the same if there is no other. */
    Party last() {
        return party(pods.get(pods.size() - 1).pod());
    }

    int size() {
        return pods.size();
    }

    /** Whether it can have traffic with an address of the family. */
    boolean speaks(AddressFamily family) {
        Pod pod = pods.get(0).pod();
        return pod.addresses().isEmpty() || pod.address(family).isPresent();
    }

    static Party party(Pod pod) {
        return Party.pod(pod.namespace(), pod.name());
    }
}
