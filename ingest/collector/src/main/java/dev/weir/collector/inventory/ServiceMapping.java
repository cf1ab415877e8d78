package dev.weir.collector.inventory;

import com.google.protobuf.ByteString;
import dev.weir.v1.InventoryEvent;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A service: the addresses and ports that stand for its pods. */
final class ServiceMapping {
    private static final String HEADLESS = "None";

    private ServiceMapping() {}

    static void into(InventoryEvent.Builder event, Service service, Remarks remarks) {
        ServiceSpec spec = Optional.ofNullable(service.getSpec()).orElseGet(ServiceSpec::new);
        dev.weir.v1.Service.Builder body = dev.weir.v1.Service.newBuilder()
                .setType(Absent.or(spec.getType(), "ClusterIP"))
                .putAllSelector(Absent.orNone(spec.getSelector()))
                .setHeadless(HEADLESS.equals(spec.getClusterIP()))
                .setExternalName(Absent.orEmpty(spec.getExternalName()))
                .addAllClusterIps(clusterAddresses(spec, remarks))
                .addAllExternalIps(externalAddresses(service, spec, remarks));
        List<ServicePort> ports = Absent.orNone(spec.getPorts());
        for (int i = 0; i < ports.size(); i++) {
            add(body, "spec.ports[" + i + "]", ports.get(i), remarks);
        }
        event.setService(body);
    }

    private static Set<ByteString> clusterAddresses(ServiceSpec spec, Remarks remarks) {
        if (HEADLESS.equals(spec.getClusterIP())) {
            return Set.of();
        }
        List<String> all = Absent.orNone(spec.getClusterIPs());
        if (!all.isEmpty()) {
            return Addresses.bytes("spec.clusterIPs", all, remarks);
        }
        return Addresses.bytes("spec.clusterIP", spec.getClusterIP(), remarks)
                .map(Set::of)
                .orElse(Set.of());
    }

    private static Set<ByteString> externalAddresses(Service service, ServiceSpec spec, Remarks remarks) {
        Set<ByteString> addresses =
                new LinkedHashSet<>(Addresses.bytes("spec.externalIPs", Absent.orNone(spec.getExternalIPs()), remarks));
        if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
            return addresses;
        }
        List<LoadBalancerIngress> balancers =
                Absent.orNone(service.getStatus().getLoadBalancer().getIngress());
        for (int i = 0; i < balancers.size(); i++) {
            String path = "status.loadBalancer.ingress[" + i + "].ip";
            Addresses.bytes(path, balancers.get(i).getIp(), remarks).ifPresent(addresses::add);
        }
        return addresses;
    }

    private static void add(dev.weir.v1.Service.Builder body, String path, ServicePort port, Remarks remarks) {
        OptionalInt protocol = Ports.protocol(path + ".protocol", port.getProtocol(), remarks);
        if (!Ports.isPort(path + ".port", port.getPort(), remarks) || protocol.isEmpty()) {
            return;
        }
        int nodePort = Absent.orZero(port.getNodePort());
        if (nodePort != 0 && !Ports.isPort(path + ".nodePort", nodePort, remarks)) {
            nodePort = 0;
        }
        body.addPorts(dev.weir.v1.ServicePort.newBuilder()
                .setName(Absent.orEmpty(port.getName()))
                .setPort(port.getPort())
                .setIpProtocol(protocol.getAsInt())
                .setTargetPort(target(port))
                .setNodePort(nodePort));
    }

    /** The number or name; the port itself where the service leaves it out. */
    private static String target(ServicePort port) {
        IntOrString target = port.getTargetPort();
        Object value = target == null ? null : target.getValue();
        if (value == null || value.equals(0) || value.equals("")) {
            return Integer.toString(port.getPort());
        }
        return value.toString();
    }
}
