package dev.weir.formats.netflow;

import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.Layout;
import dev.weir.exporters.netflow.SetsMessage;
import dev.weir.v1.Observation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** What the tests of this package send. */
final class Wire {
    static final Exporter ROUTER = new Exporter("192.0.2.1", 4739);
    static final long NOW = 1_700_000_000L;
    static final long SECOND_NS = 1_000_000_000L;

    static final InetAddress CLIENT = address("10.0.0.1");
    static final InetAddress SERVER = address("10.0.0.2");

    /** Addresses, ports, protocol, flags, packets, octets, end in milliseconds. */
    static final Layout TUPLE = Layout.of(
            256,
            Field.of(8, 4),
            Field.of(12, 4),
            Field.of(7, 2),
            Field.of(11, 2),
            Field.of(4, 1),
            Field.of(6, 1),
            Field.of(2, 8),
            Field.of(1, 8),
            Field.of(153, 8));

    static final List<Object> FLOW = List.of(CLIENT, SERVER, 40000, 443, 6, 2, 3, 180, NOW * 1000);

    private Wire() {}

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException(text, noAddress);
        }
    }

    /** The layout with more fields. */
    static Layout tupleAnd(Field... more) {
        List<Field> fields = new ArrayList<>(TUPLE.fields());
        fields.addAll(List.of(more));
        return new Layout(TUPLE.id(), 0, fields);
    }

    static List<Object> flowAnd(Object... more) {
        List<Object> values = new ArrayList<>(FLOW);
        values.addAll(List.of(more));
        return values;
    }

    static SetsMessage ipfix() {
        return SetsMessage.ipfix(7, 0, NOW);
    }

    /** The only flow of a message that also brings its template. */
    static Observation observation(Layout layout, List<?> values) {
        Heard heard = Heard.from(
                new NetflowDecoder(),
                ROUTER,
                ipfix().templates(layout).data(layout, List.of(values)).toBytes());
        return heard.only().getObservation();
    }
}
