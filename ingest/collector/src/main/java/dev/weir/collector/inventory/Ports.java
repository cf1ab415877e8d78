package dev.weir.collector.inventory;

import dev.weir.v1.ContainerPort;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Ports and protocols, with the API's default of TCP. */
final class Ports {
    private Ports() {}

    /** The protocol's number (IANA, Assigned Internet Protocol Numbers), or nothing and a remark. */
    static OptionalInt protocol(String path, @Nullable String name, Remarks remarks) {
        return switch (Absent.or(name, "TCP")) {
            case "TCP" -> OptionalInt.of(6);
            case "UDP" -> OptionalInt.of(17);
            case "SCTP" -> OptionalInt.of(132);
            default -> {
                remarks.add(path, Absent.orEmpty(name), "is no protocol; the port is left out", "use TCP, UDP or SCTP");
                yield OptionalInt.empty();
            }
        };
    }

    /** Whether a port is in 1–65535; a remark if not. */
    static boolean isPort(String path, @Nullable Integer port, Remarks remarks) {
        if (port != null && port >= 1 && port <= 65535) {
            return true;
        }
        remarks.add(path, port == null ? "" : port.toString(), "is no port and is left out", "use 1 to 65535");
        return false;
    }

    /**
     * What the pod's containers declare. Init containers that restart always run as long as the pod (KEP-753, sidecar
     * containers), so theirs count too; those of the others are closed when the pod is up.
     */
    static List<ContainerPort> of(String path, @Nullable PodSpec spec, Remarks remarks) {
        List<ContainerPort> ports = new ArrayList<>();
        if (spec == null) {
            return ports;
        }
        List<Container> containers = Absent.orNone(spec.getContainers());
        for (int i = 0; i < containers.size(); i++) {
            add(path + ".containers[" + i + "]", containers.get(i), ports, remarks);
        }
        List<Container> first = Absent.orNone(spec.getInitContainers());
        for (int i = 0; i < first.size(); i++) {
            if ("Always".equals(first.get(i).getRestartPolicy())) {
                add(path + ".initContainers[" + i + "]", first.get(i), ports, remarks);
            }
        }
        return ports;
    }

    private static void add(String path, Container container, List<ContainerPort> ports, Remarks remarks) {
        List<io.fabric8.kubernetes.api.model.ContainerPort> declared = Absent.orNone(container.getPorts());
        for (int i = 0; i < declared.size(); i++) {
            io.fabric8.kubernetes.api.model.ContainerPort port = declared.get(i);
            String at = path + ".ports[" + i + "]";
            OptionalInt protocol = protocol(at + ".protocol", port.getProtocol(), remarks);
            if (isPort(at + ".containerPort", port.getContainerPort(), remarks) && protocol.isPresent()) {
                ports.add(ContainerPort.newBuilder()
                        .setName(Absent.orEmpty(port.getName()))
                        .setPort(port.getContainerPort())
                        .setIpProtocol(protocol.getAsInt())
                        .build());
            }
        }
    }
}
