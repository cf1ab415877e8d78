package dev.weir.policy.landscape;

import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.Service;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A Service as far as it says who reaches its pods.
 *
 * @param type ClusterIP, NodePort, LoadBalancer or ExternalName
 * @param selector labels of its pods; empty for a Service without, which has no pods of its own
 * @param isExposed whether connections from outside the cluster come in through it
 */
public record KnownService(
        String name, String type, Map<String, String> selector, boolean isExposed, List<ServicePort> ports) {

    /**
     * One of its ports.
     *
     * @param target number or name of the port of its pods
     */
    public record ServicePort(int port, Protocol protocol, String target) {}

    public KnownService {
        selector = Map.copyOf(selector);
        ports = List.copyOf(ports);
    }

    static KnownService of(String name, Service service) {
        boolean exposed = service.getType().equals("NodePort")
                || service.getType().equals("LoadBalancer")
                || service.getExternalIpsCount() > 0;
        List<ServicePort> ports = service.getPortsList().stream()
                .flatMap(port -> Protocol.ofNumber(port.getIpProtocol())
                        .map(protocol -> new ServicePort(port.getPort(), protocol, port.getTargetPort()))
                        .stream())
                .toList();
        return new KnownService(name, service.getType(), service.getSelectorMap(), exposed, ports);
    }

    /** Whether it leads to pods of the workload. */
    public boolean selects(KnownWorkload workload) {
        return !selector.isEmpty()
                && workload.labelSets().stream()
                        .anyMatch(labels -> labels.entrySet().containsAll(selector.entrySet()));
    }

    /** The numbers that a port of it has on the workload's pods, which may give one name to several. */
    public SortedSet<Integer> targets(ServicePort port, KnownWorkload workload) {
        SortedSet<Integer> targets = new TreeSet<>();
        if (port.target().matches("[0-9]{1,5}")) {
            targets.add(Integer.parseInt(port.target()));
            return targets;
        }
        for (Pod pod : workload.pods()) {
            pod.namedPorts().stream()
                    .filter(named -> named.name().equals(port.target()) && named.protocol() == port.protocol())
                    .flatMapToInt(named -> IntStream.of(named.number()))
                    .forEach(targets::add);
        }
        return targets;
    }
}
