package dev.weir.formats.antrea;

import com.google.protobuf.ByteString;
import dev.weir.formats.json.Addresses;
import dev.weir.v1.Endpoint;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.IdentitySource;
import dev.weir.v1.LabelScope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of one end; empty and -1 are absent. */
final class RawEnd {
    ByteString ip = ByteString.EMPTY;
    int port = RawFlow.ABSENT;
    ByteString ipAfter = ByteString.EMPTY;
    int portAfter = RawFlow.ABSENT;
    String podNamespace = "";
    String podName = "";
    String nodeName = "";

    /** Null where labels are not exported, which is so by default. */
    @Nullable
    Map<String, String> labels;

    /** The element for the family that it is not of may be there too, and has a zero address. */
    void address(ByteString value) {
        if (!Addresses.isUnspecified(value)) {
            ip = value;
        }
    }

    boolean isPod() {
        return !podName.isEmpty();
    }

    Endpoint.Builder toEndpoint(boolean ports, boolean outside) {
        EndpointKind elsewhere = outside ? EndpointKind.KIND_EXTERNAL : EndpointKind.KIND_UNKNOWN;
        EndpointKind kind = isPod() ? EndpointKind.KIND_POD : elsewhere;
        boolean known = kind != EndpointKind.KIND_UNKNOWN;
        Endpoint.Builder end = Endpoint.newBuilder()
                .setIp(ip)
                .setIpXlated(ipAfter)
                .setKind(kind)
                .setNamespace(podNamespace)
                .setPodName(podName)
                .setNodeName(nodeName)
                .setLabelScope(labels == null ? LabelScope.LABELS_NONE : LabelScope.LABELS_FULL)
                .setIdentitySource(known ? IdentitySource.IDENTITY_PRODUCER : IdentitySource.IDENTITY_NONE);
        if (labels != null) {
            end.putAllLabels(labels);
        }
        if (ports && port != RawFlow.ABSENT) {
            end.setPort(port);
        }
        if (ports && portAfter > 0) {
            end.setPortXlated(portAfter);
        }
        return end;
    }
}
