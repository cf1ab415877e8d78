package dev.weir.formats.gcp;

import com.google.protobuf.ByteString;
import dev.weir.v1.Endpoint;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.IdentitySource;
import java.util.Locale;

/** One end; empty and -1 are absent. */
final class RawEnd {
    ByteString ip = ByteString.EMPTY;
    int port = RawEntry.ABSENT;
    String podName = "";
    String podNamespace = "";
    String workloadName = "";
    String workloadKind = "";
    String instance = "";

    /** The service of Google's that the address is of. */
    String cloudService = "";

    Endpoint toEndpoint(boolean ports) {
        EndpointKind kind = kind();
        Endpoint.Builder end = Endpoint.newBuilder()
                .setIp(ip)
                .setKind(kind)
                .setNamespace(podNamespace)
                .setPodName(podName)
                .setWorkloadName(workloadName)
                .setWorkloadKind(kind(workloadKind))
                .setNodeName(instance)
                .setSubnetLabel(cloudService)
                .setIdentitySource(
                        kind == EndpointKind.KIND_UNKNOWN
                                ? IdentitySource.IDENTITY_NONE
                                : IdentitySource.IDENTITY_PRODUCER);
        if (ports && port != RawEntry.ABSENT) {
            end.setPort(port);
        }
        return end.build();
    }

    private EndpointKind kind() {
        if (!podName.isEmpty()) {
            return EndpointKind.KIND_POD;
        }
        return cloudService.isEmpty() ? EndpointKind.KIND_UNKNOWN : EndpointKind.KIND_EXTERNAL;
    }

    /** {@code STATEFUL_SET} as Kubernetes writes it; what is written so already stays. */
    private static String kind(String text) {
        if (!text.equals(text.toUpperCase(Locale.ROOT))) {
            return text;
        }
        StringBuilder kind = new StringBuilder();
        for (String word : text.split("_", -1)) {
            boolean empty = word.isEmpty();
            kind.append(empty ? "" : word.charAt(0))
                    .append(empty ? "" : word.substring(1).toLowerCase(Locale.ROOT));
        }
        return kind.toString();
    }
}
