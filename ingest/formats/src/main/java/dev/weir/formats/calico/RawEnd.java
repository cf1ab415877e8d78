package dev.weir.formats.calico;

import com.google.protobuf.ByteString;
import dev.weir.formats.json.Addresses;
import dev.weir.formats.json.Scalars;
import dev.weir.v1.Endpoint;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.IdentitySource;
import dev.weir.v1.LabelScope;
import dev.weir.v1.ServiceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** One end of a record; empty and -1 are absent or aggregated away, which Calico does not tell apart. */
final class RawEnd {

    /** What an end is to Calico: a workload, a host, a named set of networks, a network of no name. */
    enum Type {
        UNKNOWN,
        WORKLOAD,
        HOST,
        NETWORK_SET,
        NETWORK;

        /** The file's word, Goldmane's number or Goldmane's name. */
        static Type of(String word) {
            return switch (word) {
                case "wep", "1", "WorkloadEndpoint" -> WORKLOAD;
                case "hep", "2", "HostEndpoint" -> HOST;
                case "ns", "3", "NetworkSet" -> NETWORK_SET;
                case "net", "4", "Network" -> NETWORK;
                default -> UNKNOWN;
            };
        }
    }

    /** A network of no name is called so, and no more is told of it. */
    private static final String PUBLIC = "pub";

    private Type type = Type.UNKNOWN;
    ByteString ip = ByteString.EMPTY;
    int port = RawFlow.ABSENT;
    private String name = "";
    private String names = "";
    String namespace = "";

    @Nullable
    Map<String, String> labels;

    final List<String> domains = new ArrayList<>();
    final ServiceRef.Builder service = ServiceRef.newBuilder();

    void type(String word) {
        type = Type.of(word);
    }

    void ip(JsonParser in) {
        String text = present(Scalars.text(in));
        ByteString address = text.isEmpty() ? ByteString.EMPTY : Addresses.parse(text);
        if (address == null) {
            throw Scalars.bad(in, "is no IP address");
        }
        ip = address;
    }

    /** A pod's name. */
    void name(String text) {
        name = present(text);
    }

    /** What several pods' names begin with, and a star; without a star it is a name. */
    void names(String text) {
        names = present(text);
    }

    void namespace(String text) {
        namespace = present(text);
    }

    void label(String pair) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
            Map<String, String> all = labels == null ? new LinkedHashMap<>() : labels;
            all.put(pair.substring(0, equals), pair.substring(equals + 1));
            labels = all;
        }
    }

    void domain(String text) {
        String domain = present(text);
        String plain = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        if (!plain.isEmpty() && plain.indexOf('*') < 0) {
            domains.add(plain);
        }
    }

    /** Files have a dash where nothing is told. */
    static String present(String text) {
        return text.equals("-") ? "" : text;
    }

    boolean isToldOf() {
        return !ip.isEmpty() || !name.isEmpty() || !names.isEmpty();
    }

    boolean isPodWithoutName() {
        return kind() == EndpointKind.KIND_POD && podName().isEmpty();
    }

    private String podName() {
        boolean several = names.isEmpty() || names.endsWith("*");
        return name.isEmpty() && !several ? names : name;
    }

    /** @param single whether the record is of one connection, so that the labels are all of one pod's */
    Endpoint toEndpoint(boolean single) {
        EndpointKind kind = kind();
        Endpoint.Builder end = Endpoint.newBuilder()
                .setIp(ip)
                .setKind(kind)
                .setNamespace(namespace)
                .addAllDnsNames(domains)
                .setLabelScope(scope(single))
                .setIdentitySource(
                        kind == EndpointKind.KIND_UNKNOWN
                                ? IdentitySource.IDENTITY_NONE
                                : IdentitySource.IDENTITY_PRODUCER);
        if (port != RawFlow.ABSENT) {
            end.setPort(port);
        }
        if (labels != null) {
            end.putAllLabels(labels);
        }
        if (!service.getName().isEmpty()) {
            end.setService(service);
        }
        switch (kind) {
            case KIND_POD -> end.setPodName(podName()).setPodNamePrefix(withoutStar(names));
            case KIND_REMOTE_NODE -> end.setNodeName(name.isEmpty() ? names : name);
            case KIND_NETWORK_SET -> end.setSubnetLabel(name.isEmpty() ? names : name);
            default -> end.setCidrHint(type == Type.NETWORK ? names : "");
        }
        return end.build();
    }

    private LabelScope scope(boolean single) {
        if (labels == null) {
            return LabelScope.LABELS_NONE;
        }
        return single && !name.isEmpty() ? LabelScope.LABELS_FULL : LabelScope.LABELS_INTERSECTION;
    }

    /** A private network may be a node's; a public one is outside whatever else it is. */
    private EndpointKind kind() {
        return switch (type) {
            case WORKLOAD -> EndpointKind.KIND_POD;
            // Which node the other end runs on is not told, and only that one may reach it whatever its policies say.
            case HOST -> EndpointKind.KIND_REMOTE_NODE;
            case NETWORK_SET -> EndpointKind.KIND_NETWORK_SET;
            case NETWORK -> names.equals(PUBLIC) ? EndpointKind.KIND_EXTERNAL : EndpointKind.KIND_UNKNOWN;
            case UNKNOWN -> namespace.isEmpty() ? EndpointKind.KIND_UNKNOWN : EndpointKind.KIND_POD;
        };
    }

    private static String withoutStar(String text) {
        return text.endsWith("*") ? text.substring(0, text.length() - 1) : "";
    }
}
