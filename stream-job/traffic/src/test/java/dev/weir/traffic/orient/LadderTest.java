package dev.weir.traffic.orient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.traffic.Flows;
import dev.weir.traffic.orient.Reading.Connection;
import dev.weir.traffic.orient.Reading.NoEvidence;
import dev.weir.v1.ConnState;
import dev.weir.v1.Endpoint;
import dev.weir.v1.Granularity;
import dev.weir.v1.L7;
import dev.weir.v1.L7Type;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.SourceFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rung of the ladder, as the exporters tell it, from A (10.0.0.1) to B (10.0.0.2), and what may deceive it. */
class LadderTest {
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final int MARKED_SYN_ACK = 0x100;
    private static final int MARKED_RST_ACK = 0x400;
    private static final int RST = 0x04;
    private static final int FIN = 0x01;

    /**
     * @param client {@code A}, {@code B}, or {@code -} where the record must not be read as a connection
     * @param answered whether it shows that the server answered
     */
    private record Row(
            String fact,
            Observation seen,
            SourceFormat format,
            String client,
            OrientationBasis basis,
            boolean answered) {
        @Override
        public String toString() {
            return fact;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void tellsTheClientAndTheEvidence(Row row) {
        Reading reading = Orienter.read(row.seen, row.format);

        if (row.client.equals("-")) {
            assertThat(reading).isInstanceOf(NoEvidence.class);
            return;
        }
        Connection connection = (Connection) reading;
        assertThat(Ip.text(connection.client().getIp())).isEqualTo(row.client.equals("A") ? "10.0.0.1" : "10.0.0.2");
        assertThat(connection.basis()).isEqualTo(row.basis);
        assertThat(connection.answered()).isEqualTo(row.answered);
        assertThat(connection.reply()).isEqualTo(row.client.equals("B"));
    }

    private static Stream<Row> rows() {
        return Stream.of(producer(), handshake(), traps(), messages(), ports()).flatMap(rows -> rows);
    }

    private static Stream<Row> producer() {
        return Stream.of(
                row(
                        "connection tracking names the client, whatever the ports say",
                        "A",
                        OrientationBasis.BASIS_CONNTRACK,
                        false,
                        SourceFormat.CONNTRACK,
                        tcp(80, 45_000, o -> told(o, true, OrientationBasis.BASIS_CONNTRACK))),
                row(
                        "connection tracking with packets both ways is an answer",
                        "A",
                        OrientationBasis.BASIS_CONNTRACK,
                        true,
                        SourceFormat.ANTREA_JSON,
                        tcp(45_000, 80, o -> told(o, true, OrientationBasis.BASIS_CONNTRACK)
                                .setPackets(5)
                                .setReversePackets(4))),
                row(
                        "connection tracking that waits for a reply has none",
                        "A",
                        OrientationBasis.BASIS_CONNTRACK,
                        false,
                        SourceFormat.CONNTRACK,
                        tcp(45_000, 80, o -> told(o, true, OrientationBasis.BASIS_CONNTRACK)
                                .setState(ConnState.STATE_UNREPLIED)
                                .setReversePackets(0))),
                row(
                        "one packet each way is a SYN and a reset",
                        "A",
                        OrientationBasis.BASIS_CONNTRACK,
                        false,
                        SourceFormat.ANTREA_JSON,
                        tcp(45_000, 80, o -> told(o, true, OrientationBasis.BASIS_CONNTRACK)
                                .setPackets(1)
                                .setReversePackets(1))),
                row(
                        "one datagram each way is a question and its answer",
                        "A",
                        OrientationBasis.BASIS_CONNTRACK,
                        true,
                        SourceFormat.ANTREA_JSON,
                        udp(45_000, 53, o -> told(o, true, OrientationBasis.BASIS_CONNTRACK)
                                .setPackets(1)
                                .setReversePackets(1))),
                row(
                        "a reply flag turns the record round",
                        "B",
                        OrientationBasis.BASIS_REPLY_FLAG,
                        true,
                        SourceFormat.HUBBLE_JSON,
                        event(80, 45_000, ACK, o -> o.setReply(true))),
                row(
                        "the state of a reply turns it round too",
                        "B",
                        OrientationBasis.BASIS_REPLY_FLAG,
                        true,
                        SourceFormat.CONNTRACK,
                        tcp(80, 45_000, o -> o.setState(ConnState.STATE_REPLY))),
                row(
                        "a policy verdict is about the first packet",
                        "A",
                        OrientationBasis.BASIS_POLICY_VERDICT,
                        false,
                        SourceFormat.GKE_POLICY,
                        udp(45_000, 5_000, o -> told(o, true, OrientationBasis.BASIS_POLICY_VERDICT))),
                row(
                        "accept() is the server's call",
                        "B",
                        OrientationBasis.BASIS_SOCKET_CALL,
                        true,
                        SourceFormat.HUBBLE_JSON,
                        tcp(80, 45_000, o -> told(o, false, OrientationBasis.BASIS_SOCKET_CALL))),
                row(
                        "the initiator of a biflow is the client (RFC 5103)",
                        "A",
                        OrientationBasis.BASIS_BIFLOW_IE,
                        true,
                        SourceFormat.IPFIX,
                        udp(123, 123, o -> told(o, true, OrientationBasis.BASIS_BIFLOW_IE)
                                .setReversePackets(1))),
                row(
                        "what the producer guessed from ports stays a guess",
                        "A",
                        OrientationBasis.BASIS_PORT_HEURISTIC,
                        false,
                        SourceFormat.NETOBSERV_JSON,
                        udp(45_000, 53, o -> told(o, false, OrientationBasis.BASIS_PORT_HEURISTIC))),
                row(
                        "an orientation without a basis is no orientation",
                        "A",
                        OrientationBasis.BASIS_PORT_HEURISTIC,
                        false,
                        SourceFormat.IPFIX,
                        udp(45_000, 53, o -> told(o, false, OrientationBasis.BASIS_NONE))),
                row(
                        "a related packet belongs to another connection",
                        "-",
                        OrientationBasis.BASIS_NONE,
                        false,
                        SourceFormat.CONNTRACK,
                        tcp(45_000, 80, o -> o.setState(ConnState.STATE_RELATED))));
    }

    private static Stream<Row> handshake() {
        return Stream.of(
                row(
                        "a SYN and nothing else is a client's",
                        "A",
                        OrientationBasis.BASIS_TCP_SYN,
                        false,
                        SourceFormat.NETFLOW_V9,
                        flags(80, 45_000, SYN)),
                row(
                        "a SYN-ACK marked apart is a server's",
                        "B",
                        OrientationBasis.BASIS_TCP_SYN_ACK,
                        true,
                        SourceFormat.NETOBSERV_PBFLOW,
                        flags(80, 45_000, MARKED_SYN_ACK | ACK)),
                row(
                        "where SYN-ACK is marked apart, SYN and ACK are a client's",
                        "A",
                        OrientationBasis.BASIS_TCP_SYN,
                        true,
                        SourceFormat.NETOBSERV_JSON,
                        flags(45_000, 50_051, SYN | ACK)),
                row(
                        "a client that was refused has no answer",
                        "A",
                        OrientationBasis.BASIS_TCP_SYN,
                        false,
                        SourceFormat.NETOBSERV_JSON,
                        flags(45_000, 80, SYN)),
                row(
                        "AWS reports no bare ACK, so 18 is a SYN-ACK",
                        "B",
                        OrientationBasis.BASIS_TCP_SYN_ACK,
                        true,
                        SourceFormat.AWS_VPC,
                        flags(8_080, 45_000, SYN | ACK)),
                row(
                        "AWS: a client's flow is 2, or 3 with its FIN",
                        "A",
                        OrientationBasis.BASIS_TCP_SYN,
                        false,
                        SourceFormat.AWS_VPC,
                        flags(45_000, 8_080, SYN | FIN)),
                row(
                        "a single packet with SYN and ACK is a server's",
                        "B",
                        OrientationBasis.BASIS_TCP_SYN_ACK,
                        true,
                        SourceFormat.OVN_ACL,
                        event(8_080, 45_000, SYN | ACK, o -> o)),
                row(
                        "a single packet with SYN alone is a client's",
                        "A",
                        OrientationBasis.BASIS_TCP_SYN,
                        false,
                        SourceFormat.OVN_ACL,
                        event(45_000, 8_080, SYN, o -> o)));
    }

    private static Stream<Row> traps() {
        return Stream.of(
                row(
                        "SYN and ACK of a whole flow may be either side's: only the ports are left",
                        "A",
                        OrientationBasis.BASIS_PORT_HEURISTIC,
                        true,
                        SourceFormat.NETFLOW_V9,
                        flags(45_000, 80, SYN | ACK)),
                row(
                        "and so seen from the server",
                        "B",
                        OrientationBasis.BASIS_PORT_HEURISTIC,
                        true,
                        SourceFormat.PMACCT_JSON,
                        flags(80, 45_000, SYN | ACK)),
                row(
                        "and between two ephemeral ports nothing is",
                        "A",
                        OrientationBasis.BASIS_NONE,
                        true,
                        SourceFormat.IPFIX,
                        flags(50_052, 50_051, SYN | ACK)),
                row(
                        "SYN and a marked SYN-ACK in one flow are a reused port: the ports are left",
                        "A",
                        OrientationBasis.BASIS_PORT_HEURISTIC,
                        false,
                        SourceFormat.NETOBSERV_JSON,
                        flags(45_000, 80, SYN | MARKED_SYN_ACK)),
                row(
                        "a refusal marked apart is no answer",
                        "B",
                        OrientationBasis.BASIS_PORT_HEURISTIC,
                        false,
                        SourceFormat.NETOBSERV_JSON,
                        flags(80, 45_000, MARKED_RST_ACK)),
                row(
                        "a reset with an ACK is no answer",
                        "B",
                        OrientationBasis.BASIS_PORT_HEURISTIC,
                        false,
                        SourceFormat.NETFLOW_V5,
                        flags(80, 45_000, RST | ACK)),
                row(
                        "no flags at all, as OVS samples, leave the ports",
                        "A",
                        OrientationBasis.BASIS_PORT_HEURISTIC,
                        false,
                        SourceFormat.IPFIX,
                        flags(45_000, 80, 0)),
                row(
                        "Hubble's overlay packets have other ends than they show",
                        "-",
                        OrientationBasis.BASIS_NONE,
                        false,
                        SourceFormat.HUBBLE_JSON,
                        event(45_000, 80, SYN, o -> o)),
                row(
                        "flags of UDP mean nothing",
                        "A",
                        OrientationBasis.BASIS_PORT_HEURISTIC,
                        false,
                        SourceFormat.NETFLOW_V5,
                        udp(45_000, 53, o -> o.setTcpFlags(SYN | ACK))));
    }

    private static Stream<Row> messages() {
        return Stream.of(
                row(
                        "a request is the client's",
                        "A",
                        OrientationBasis.BASIS_L7_MESSAGE,
                        false,
                        SourceFormat.IPFIX,
                        udp(5_353, 45_000, o -> o.setL7(L7.newBuilder().setType(L7Type.L7_REQUEST)))),
                row(
                        "a response is the server's",
                        "B",
                        OrientationBasis.BASIS_L7_MESSAGE,
                        true,
                        SourceFormat.IPFIX,
                        udp(53, 45_000, o -> o.setL7(L7.newBuilder().setType(L7Type.L7_RESPONSE)))));
    }

    private static Stream<Row> ports() {
        return Stream.of(
                row(
                        "a masked client port leaves a candidate for a known listener",
                        "A",
                        OrientationBasis.BASIS_NONE,
                        false,
                        SourceFormat.PMACCT_JSON,
                        masked(false, 8_080)),
                row(
                        "also when it is the source",
                        "B",
                        OrientationBasis.BASIS_NONE,
                        true,
                        SourceFormat.PMACCT_JSON,
                        masked(true, 8_080)),
                row(
                        "a masked port beside an ephemeral one says nothing",
                        "-",
                        OrientationBasis.BASIS_NONE,
                        false,
                        SourceFormat.PMACCT_JSON,
                        masked(false, 45_000)),
                row(
                        "two masked ports say nothing",
                        "-",
                        OrientationBasis.BASIS_NONE,
                        false,
                        SourceFormat.CALICO_GOLDMANE,
                        masked(false, -1)));
    }

    private static Row row(
            String fact,
            String client,
            OrientationBasis basis,
            boolean answered,
            SourceFormat format,
            Observation seen) {
        return new Row(fact, seen, format, client, basis, answered);
    }

    private static Observation.Builder told(Observation.Builder seen, boolean source, OrientationBasis basis) {
        return seen.setOrientation(source ? Orientation.SOURCE_IS_CLIENT : Orientation.DESTINATION_IS_CLIENT)
                .setOrientationBasis(basis);
    }

    private static Observation tcp(int from, int to, UnaryOperator<Observation.Builder> more) {
        return more.apply(base(6, from, to)).build();
    }

    private static Observation udp(int from, int to, UnaryOperator<Observation.Builder> more) {
        return more.apply(base(17, from, to)).build();
    }

    private static Observation flags(int from, int to, int flags) {
        return base(6, from, to).setTcpFlags(flags).build();
    }

    private static Observation event(int from, int to, int flags, UnaryOperator<Observation.Builder> more) {
        return more.apply(base(6, from, to).setTcpFlags(flags).setGranularity(Granularity.GRANULARITY_EVENT))
                .build();
    }

    private static Observation masked(boolean source, int port) {
        Endpoint a = Endpoint.newBuilder().setIp(Flows.ip("10.0.0.1")).build();
        Endpoint b = Endpoint.newBuilder().setIp(Flows.ip("10.0.0.2")).build();
        return base(6, 0, 0)
                .setSource(source && port >= 0 ? a.toBuilder().setPort(port).build() : a)
                .setDestination(
                        !source && port >= 0 ? b.toBuilder().setPort(port).build() : b)
                .build();
    }

    private static Observation.Builder base(int protocol, int from, int to) {
        return Observation.newBuilder()
                .setSource(Flows.address("10.0.0.1", from))
                .setDestination(Flows.address("10.0.0.2", to))
                .setIpProtocol(protocol)
                .setGranularity(Granularity.GRANULARITY_CONNECTION);
    }
}
