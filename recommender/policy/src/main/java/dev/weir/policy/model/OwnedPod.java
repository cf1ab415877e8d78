package dev.weir.policy.model;

import java.util.List;

/**
 * A pod with what policies cannot see of it but people ask about.
 *
 * @param declaredPorts sorted, each once
 */
public record OwnedPod(Pod pod, Workload workload, List<DeclaredPort> declaredPorts) {

    public OwnedPod {
        declaredPorts = declaredPorts.stream().distinct().sorted().toList();
    }

    /** A pod without an owner that declares its named ports only. */
    public static OwnedPod alone(Pod pod) {
        return new OwnedPod(
                pod,
                new Workload(pod.namespace(), Workload.LONE_POD, pod.name()),
                pod.namedPorts().stream()
                        .map(port -> new DeclaredPort(port.protocol(), port.number()))
                        .toList());
    }
}
