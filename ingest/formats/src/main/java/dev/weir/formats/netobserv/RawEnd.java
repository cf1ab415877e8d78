package dev.weir.formats.netobserv;

import com.google.protobuf.ByteString;
import dev.weir.v1.Endpoint;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.IdentitySource;
import dev.weir.v1.LabelScope;
import dev.weir.v1.ServiceRef;

/** The members that begin with {@code Src}, or those with {@code Dst}; empty and -1 are absent. */
final class RawEnd {
    ByteString address = ByteString.EMPTY;
    int port = RawFlow.ABSENT;
    ByteString addressAfter = ByteString.EMPTY;
    int portAfter = RawFlow.ABSENT;
    String name = "";
    String type = "";
    String namespace = "";
    String ownerName = "";
    String ownerType = "";
    String hostIp = "";
    String hostName = "";
    String subnet = "";

    boolean isKnown() {
        return !address.isEmpty();
    }

    /** A record to a service has the service's port; what answers it is a record of its own. */
    Endpoint toEndpoint(boolean ports, RawEnd other) {
        EndpointKind kind = kind(other);
        Endpoint.Builder end = Endpoint.newBuilder()
                .setIp(address)
                .setIpXlated(addressAfter)
                .setKind(kind)
                .setNamespace(namespace)
                .setNodeName(hostName)
                .setSubnetLabel(subnet)
                .setLabelScope(LabelScope.LABELS_NONE)
                .setIdentitySource(
                        kind == EndpointKind.KIND_UNKNOWN
                                ? IdentitySource.IDENTITY_NONE
                                : IdentitySource.IDENTITY_PRODUCER);
        if (ports && port != RawFlow.ABSENT) {
            end.setPort(port);
        }
        if (ports && portAfter > 0) {
            end.setPortXlated(portAfter);
        }
        switch (kind) {
            case KIND_POD -> end.setPodName(name).setWorkloadName(ownerName).setWorkloadKind(ownerType);
            case KIND_SERVICE -> end.setService(service(ports));
            case KIND_NODE, KIND_REMOTE_NODE -> end.setNodeName(name);
            default -> {}
        }
        return end.build();
    }

    private ServiceRef service(boolean ports) {
        ServiceRef.Builder service =
                ServiceRef.newBuilder().setNamespace(namespace).setName(name).setIp(address);
        if (ports && port != RawFlow.ABSENT) {
            service.setPort(port);
        }
        return service.build();
    }

    /** An address without a type is outside the cluster, or its object was not known yet: which, nobody can tell. */
    private EndpointKind kind(RawEnd other) {
        return switch (type) {
            case "Pod" -> EndpointKind.KIND_POD;
            case "Service" -> EndpointKind.KIND_SERVICE;
            // Only a pod's own node may reach it whatever its policies say.
            case "Node" ->
                !name.isEmpty() && name.equals(other.hostName) ? EndpointKind.KIND_NODE : EndpointKind.KIND_REMOTE_NODE;
            default -> EndpointKind.KIND_UNKNOWN;
        };
    }
}
