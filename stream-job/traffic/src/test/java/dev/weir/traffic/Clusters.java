package dev.weir.traffic;

import dev.weir.v1.ContainerPort;
import dev.weir.v1.EndpointSlice;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Node;
import dev.weir.v1.Pod;
import dev.weir.v1.Service;
import dev.weir.v1.ServicePort;
import dev.weir.v1.SliceEndpoint;
import dev.weir.v1.SlicePort;
import java.util.Map;

/** Inventory written by hand. */
public final class Clusters {
    private Clusters() {}

    public static InventoryEvent pod(
            String namespace,
            String name,
            String uid,
            String workload,
            String ip,
            long fromNs,
            long toNs,
            int... ports) {
        Pod.Builder pod = Pod.newBuilder()
                .putAllLabels(Map.of("app", workload))
                .addIps(Flows.ip(ip))
                .setNodeName("node-1")
                .setWorkloadKind("Deployment")
                .setWorkloadName(workload);
        for (int port : ports) {
            pod.addPorts(ContainerPort.newBuilder().setPort(port).setIpProtocol(6));
        }
        return event("Pod", namespace, name, uid)
                .setValidFromNs(fromNs)
                .setValidToNs(toNs)
                .setPod(pod)
                .build();
    }

    public static InventoryEvent node(String name, String ip, String podCidr) {
        return event("Node", "", name, name)
                .setNode(Node.newBuilder().addIps(Flows.ip(ip)).addPodCidrs(podCidr))
                .build();
    }

    public static InventoryEvent service(String namespace, String name, String ip, int port) {
        return event("Service", namespace, name, "svc-" + name)
                .setService(Service.newBuilder()
                        .addClusterIps(Flows.ip(ip))
                        .addPorts(ServicePort.newBuilder()
                                .setName("main")
                                .setPort(port)
                                .setIpProtocol(6)))
                .build();
    }

    public static InventoryEvent slice(String namespace, String service, int port, String... ips) {
        EndpointSlice.Builder slice = EndpointSlice.newBuilder()
                .setServiceName(service)
                .addPorts(SlicePort.newBuilder().setName("main").setPort(port).setIpProtocol(6));
        for (String ip : ips) {
            slice.addEndpoints(SliceEndpoint.newBuilder().addIps(Flows.ip(ip)));
        }
        return event("EndpointSlice", namespace, service + "-1", "slice-" + service)
                .setEndpointSlice(slice)
                .build();
    }

    private static InventoryEvent.Builder event(String kind, String namespace, String name, String uid) {
        return InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setKind(kind)
                .setNamespace(namespace)
                .setName(name)
                .setUid(uid);
    }
}
