package dev.weir.traffic.orient;

import static dev.weir.traffic.Flows.address;
import static dev.weir.traffic.Flows.aggregate;
import static dev.weir.traffic.Flows.reply;
import static dev.weir.traffic.Flows.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.traffic.Flows;
import dev.weir.traffic.orient.Reading.Connection;
import dev.weir.traffic.orient.Reading.NoEvidence;
import dev.weir.v1.Endpoint;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrienterTest {
    private static final int SYN = 0x02;
    private static final int SYN_THEN_ACK = 0x12;
    private static final int ACK = 0x10;
    private static final int RST_ACK = 0x14;

    private final Endpoint client = address("10.0.0.1", 45_000);
    private final Endpoint server = address("10.0.0.2", 5432);

    @Test
    void replyIsTurnedRound() {
        Connection connection = (Connection) Orienter.read(reply(client, server, SYN_THEN_ACK));

        assertThat(connection.client()).isEqualTo(client);
        assertThat(connection.server()).isEqualTo(server);
        assertThat(connection.port()).isEqualTo(5432);
        assertThat(connection.reply()).isTrue();
        assertThat(connection.answered()).isTrue();
    }

    @Test
    void synAloneIsNoAnswer() {
        Connection connection = (Connection) Orienter.read(request(client, server, SYN));

        assertThat(connection.answered()).isFalse();
    }

    @Test
    void resetIsNoAnswer() {
        Connection connection = (Connection) Orienter.read(reply(client, server, RST_ACK));

        assertThat(connection.answered()).isFalse();
    }

    @Test
    void acknowledgementOfTheClientShowsThatTheServerAnswered() {
        Connection connection = (Connection) Orienter.read(request(client, server, ACK));

        assertThat(connection.answered()).isTrue();
    }

    /** What connection tracking counted of nmap's and curl's connections in our lab. */
    @ParameterizedTest(name = "{0} packets of {1} bytes came back")
    @CsvSource({
        "0, 0, false",
        "1, 40, false", // a reset
        "1, 60, false", // a SYN-ACK that nobody acknowledged, or a reset over IPv6
        "3, 120, false", // a reset for each of three SYNs
        "5, 834, true",
        "2, 112, true",
    })
    void countersTellAnAnswerFromARefusal(long packets, long bytes, boolean answered) {
        Observation seen = Observation.newBuilder()
                .setSource(client)
                .setDestination(server)
                .setIpProtocol(6)
                .setOrientation(Orientation.SOURCE_IS_CLIENT)
                .setOrientationBasis(OrientationBasis.BASIS_CONNTRACK)
                .setPackets(3)
                .setReversePackets(packets)
                .setReverseBytes(bytes)
                .build();

        assertThat(((Connection) Orienter.read(seen)).answered()).isEqualTo(answered);
    }

    @Test
    void eventWithoutDirectionIsLeftToItsTwin() {
        Observation untold = request(client, server, ACK).toBuilder()
                .setOrientation(Orientation.ORIENTATION_UNKNOWN)
                .setObservationPoint("TO_OVERLAY")
                .build();

        assertThat(Orienter.read(untold)).isEqualTo(new NoEvidence("direction not told at TO_OVERLAY"));
    }

    @Test
    void oneEphemeralPortIsAHint() {
        Connection there = (Connection) Orienter.read(aggregate(client, server, 6, SYN_THEN_ACK));
        Connection back = (Connection) Orienter.read(aggregate(server, client, 6, SYN_THEN_ACK));

        assertThat(there.basis()).isEqualTo(OrientationBasis.BASIS_PORT_HEURISTIC);
        assertThat(there.server()).isEqualTo(server);
        assertThat(back.server()).isEqualTo(server);
        assertThat(back.reply()).isTrue();
        assertThat(there.clientPort()).isEqualTo(45_000);
    }

    @Test
    void twoEphemeralPortsSayNothing() {
        Connection connection =
                (Connection) Orienter.read(aggregate(client, address("10.0.0.2", 50_051), 6, SYN_THEN_ACK));

        assertThat(connection.basis()).isEqualTo(OrientationBasis.BASIS_NONE);
        assertThat(connection.clientPort()).isEqualTo(50_051);
    }

    @Test
    void networkFaultIsNeitherAllowNorDeny() {
        Observation fault = request(client, server, SYN).toBuilder()
                .setVerdict(Verdict.VERDICT_FAULT)
                .setVerdictReason("STALE_OR_UNROUTABLE_IP")
                .build();

        assertThat(Orienter.read(fault)).isEqualTo(new NoEvidence("network fault: STALE_OR_UNROUTABLE_IP"));
    }

    @Test
    void multicastAndLinkLocalAreNoTrafficOfAPod() {
        assertThat(Orienter.read(aggregate(client, address("224.0.0.251", 5353), 17, 0)))
                .isInstanceOf(NoEvidence.class);
        assertThat(Orienter.read(aggregate(address("fe80::1", 1), address("fe80::2", 2), 17, 0)))
                .isInstanceOf(NoEvidence.class);
    }

    @Test
    void icmpErrorBelongsToAnotherConnection() {
        Observation unreachable = aggregate(server, client, 1, 0).toBuilder()
                .setIcmpType(3)
                .setIcmpCode(3)
                .build();
        Observation echoReply =
                aggregate(server, client, 1, 0).toBuilder().setIcmpType(0).build();

        assertThat(Orienter.read(unreachable)).isInstanceOf(NoEvidence.class);
        Connection ping = (Connection) Orienter.read(echoReply);
        assertThat(ping.client()).isEqualTo(client);
        assertThat(ping.port()).isEqualTo(8 * 256);
    }

    @Test
    void ipv6TextFollowsRfc5952() {
        // Examples of RFC 5952 §4.
        assertThat(Ip.text(Flows.ip("2001:db8:0:0:0:0:2:1"))).isEqualTo("2001:db8::2:1");
        assertThat(Ip.text(Flows.ip("2001:db8:0:1:1:1:1:1"))).isEqualTo("2001:db8:0:1:1:1:1:1");
        assertThat(Ip.text(Flows.ip("2001:0:0:1:0:0:0:1"))).isEqualTo("2001:0:0:1::1");
        assertThat(Ip.text(Flows.ip("2001:db8:0:0:1:0:0:1"))).isEqualTo("2001:db8::1:0:0:1");
        assertThat(Ip.text(Flows.ip("::1"))).isEqualTo("::1");
        assertThat(Ip.text(Flows.ip("1::"))).isEqualTo("1::");
    }
}
