package dev.weir.traffic;

import com.google.protobuf.ByteString;
import dev.weir.v1.Endpoint;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.LabelScope;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.SourceFormat;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** Records written by hand, as a decoder would give them. */
public final class Flows {
    public static final long NOON_NS = 1_700_000_000L * 1_000_000_000L;

    private Flows() {}

    public static ByteString ip(String text) {
        try {
            return ByteString.copyFrom(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static Endpoint address(String ip, int port) {
        return Endpoint.newBuilder().setIp(ip(ip)).setPort(port).build();
    }

    public static Endpoint pod(String namespace, String name, Map<String, String> labels, String ip, int port) {
        return Endpoint.newBuilder()
                .setKind(EndpointKind.KIND_POD)
                .setNamespace(namespace)
                .setPodName(name)
                .putAllLabels(labels)
                .setLabelScope(labels.isEmpty() ? LabelScope.LABELS_NONE : LabelScope.LABELS_IDENTITY_SUBSET)
                .setIp(ip(ip))
                .setPort(port)
                .build();
    }

    /** A TCP packet from the client to the server, whose direction the producer knows. */
    public static Observation request(Endpoint client, Endpoint server, int tcpFlags) {
        return Observation.newBuilder()
                .setSource(client)
                .setDestination(server)
                .setIpProtocol(6)
                .setTcpFlags(tcpFlags)
                .setOrientation(Orientation.SOURCE_IS_CLIENT)
                .setOrientationBasis(OrientationBasis.BASIS_REPLY_FLAG)
                .setGranularity(Granularity.GRANULARITY_EVENT)
                .build();
    }

    /** A TCP packet of the server, whose direction the producer knows. */
    public static Observation reply(Endpoint client, Endpoint server, int tcpFlags) {
        return Observation.newBuilder()
                .setSource(server)
                .setDestination(client)
                .setIpProtocol(6)
                .setTcpFlags(tcpFlags)
                .setOrientation(Orientation.DESTINATION_IS_CLIENT)
                .setOrientationBasis(OrientationBasis.BASIS_REPLY_FLAG)
                .setReply(true)
                .setGranularity(Granularity.GRANULARITY_EVENT)
                .build();
    }

    /** An aggregate of one direction, as a flow exporter without connection tracking tells it. */
    public static Observation aggregate(Endpoint source, Endpoint destination, int protocol, int tcpFlags) {
        return Observation.newBuilder()
                .setSource(source)
                .setDestination(destination)
                .setIpProtocol(protocol)
                .setTcpFlags(tcpFlags)
                .setGranularity(Granularity.GRANULARITY_AGGREGATE)
                .build();
    }

    public static FlowEvent event(Observation seen, long timeNs) {
        return FlowEvent.newBuilder()
                .setSchemaVersion(1)
                .setSourceFormat(SourceFormat.HUBBLE_JSON)
                .setEventTimeNs(timeNs)
                .setObservation(seen)
                .build();
    }
}
