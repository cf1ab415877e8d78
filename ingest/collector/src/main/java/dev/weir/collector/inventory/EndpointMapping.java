package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import dev.weir.v1.SliceEndpoint;
import dev.weir.v1.SlicePort;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What stands behind a service: slices, and the older Endpoints, each subset of which is a slice. */
final class EndpointMapping {
    /** discovery.k8s.io/v1: the label that says which service a slice belongs to. */
    static final String SERVICE_LABEL = "kubernetes.io/service-name";

    private EndpointMapping() {}

    static void into(InventoryEvent.Builder event, EndpointSlice slice, Remarks remarks) {
        dev.weir.v1.EndpointSlice.Builder body =
                dev.weir.v1.EndpointSlice.newBuilder().setServiceName(service(slice));
        // FQDN slices are deprecated and no proxy uses them; their addresses are names.
        boolean names = "FQDN".equals(slice.getAddressType());
        List<Endpoint> endpoints = Absent.orNone(slice.getEndpoints());
        for (int i = 0; i < endpoints.size() && !names; i++) {
            body.addEndpoints(endpoint("endpoints[" + i + "]", endpoints.get(i), remarks));
        }
        List<EndpointPort> ports = Absent.orNone(slice.getPorts());
        for (int i = 0; i < ports.size(); i++) {
            EndpointPort port = ports.get(i);
            add(body, "ports[" + i + "]", port.getName(), port.getPort(), port.getProtocol(), remarks);
        }
        event.setEndpointSlice(body);
    }

    static void into(InventoryEvent.Builder event, EndpointSubset subset, String path, Remarks remarks) {
        dev.weir.v1.EndpointSlice.Builder body =
                dev.weir.v1.EndpointSlice.newBuilder().setServiceName(event.getName());
        add(body, path + ".addresses", Absent.orNone(subset.getAddresses()), true, remarks);
        add(body, path + ".notReadyAddresses", Absent.orNone(subset.getNotReadyAddresses()), false, remarks);
        List<io.fabric8.kubernetes.api.model.EndpointPort> ports = Absent.orNone(subset.getPorts());
        for (int i = 0; i < ports.size(); i++) {
            var port = ports.get(i);
            add(body, path + ".ports[" + i + "]", port.getName(), port.getPort(), port.getProtocol(), remarks);
        }
        event.setEndpointSlice(body);
    }

    static String service(EndpointSlice slice) {
        return Absent.orNone(slice.getMetadata().getLabels()).getOrDefault(SERVICE_LABEL, "");
    }

    private static SliceEndpoint endpoint(String path, Endpoint endpoint, Remarks remarks) {
        // discovery.k8s.io/v1: a missing condition is to be read as ready.
        boolean ready = endpoint.getConditions() == null
                || !Boolean.FALSE.equals(endpoint.getConditions().getReady());
        SliceEndpoint.Builder body = SliceEndpoint.newBuilder()
                .addAllIps(Addresses.bytes(path + ".addresses", Absent.orNone(endpoint.getAddresses()), remarks))
                .setReady(ready)
                .setNodeName(Absent.orEmpty(endpoint.getNodeName()));
        return target(body, endpoint.getTargetRef()).build();
    }

    private static void add(
            dev.weir.v1.EndpointSlice.Builder body,
            String path,
            List<EndpointAddress> addresses,
            boolean ready,
            Remarks remarks) {
        for (int i = 0; i < addresses.size(); i++) {
            EndpointAddress address = addresses.get(i);
            SliceEndpoint.Builder endpoint =
                    SliceEndpoint.newBuilder().setReady(ready).setNodeName(Absent.orEmpty(address.getNodeName()));
            Addresses.bytes(path + "[" + i + "].ip", address.getIp(), remarks).ifPresent(endpoint::addIps);
            body.addEndpoints(target(endpoint, address.getTargetRef()));
        }
    }

    private static SliceEndpoint.Builder target(SliceEndpoint.Builder endpoint, @Nullable ObjectReference target) {
        if (target == null) {
            return endpoint;
        }
        return endpoint.setTargetKind(Absent.orEmpty(target.getKind()))
                .setTargetNamespace(Absent.orEmpty(target.getNamespace()))
                .setTargetName(Absent.orEmpty(target.getName()))
                .setTargetUid(Absent.orEmpty(target.getUid()));
    }

    private static void add(
            dev.weir.v1.EndpointSlice.Builder body,
            String path,
            @Nullable String name,
            @Nullable Integer port,
            @Nullable String protocol,
            Remarks remarks) {
        OptionalInt number = Ports.protocol(path + ".protocol", protocol, remarks);
        // A slice without a port number means all ports, and so says 0.
        boolean all = port == null;
        if (number.isPresent() && (all || Ports.isPort(path + ".port", port, remarks))) {
            body.addPorts(SlicePort.newBuilder()
                    .setName(Absent.orEmpty(name))
                    .setPort(Absent.orZero(port))
                    .setIpProtocol(number.getAsInt()));
        }
    }
}
