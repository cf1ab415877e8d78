package dev.weir.traffic.sighting;

import com.google.protobuf.ByteString;
import dev.weir.traffic.evidence.Evidence;
import dev.weir.traffic.orient.Orienter;
import dev.weir.traffic.orient.Reading.Connection;
import dev.weir.v1.Endpoint;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import dev.weir.v1.OrientationBasis;
import java.util.Optional;

/**
 * The beginning of one side of a connection, as a record without a direction tells it.
 *
 * @param connection one number for both directions at one observer
 * @param atNs nanoseconds since the epoch by the observer's clock
 */
record FirstPackets(long connection, long atNs) {

    /**
     * Empty where the direction is known, where the record may have begun in the middle of the connection, or where
     * nobody tells who observed it: times of two clocks are not compared.
     */
    static Optional<FirstPackets> of(FlowEvent event, Observation seen, Connection connection) {
        boolean weak = connection.basis() == OrientationBasis.BASIS_PORT_HEURISTIC
                || connection.basis() == OrientationBasis.BASIS_NONE;
        boolean begins = weak && connection.clientPort() >= 0 && Orienter.beginsWithHandshake(seen);
        if (!begins || seen.getStartNs() <= 0 || event.getObserverNode().isEmpty()) {
            return Optional.empty();
        }
        Endpoint client = connection.client();
        Endpoint server = connection.server();
        String ends = event.getObserverNode()
                + end(client.getIp(), connection.clientPort())
                + end(server.getIp(), connection.port());
        return Optional.of(new FirstPackets(Evidence.number(ends), seen.getStartNs()));
    }

    private static String end(ByteString ip, int port) {
        return '|' + ip.toString(java.nio.charset.StandardCharsets.ISO_8859_1) + '|' + port;
    }
}
