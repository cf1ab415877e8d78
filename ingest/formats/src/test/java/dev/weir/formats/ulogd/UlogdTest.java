package dev.weir.formats.ulogd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Decoded;
import dev.weir.formats.Format;
import dev.weir.v1.ConnState;
import dev.weir.v1.DropClass;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Verdict;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines are those that ulogd 2.0.8 wrote on Debian 12, shortened by what nobody reads. */
class UlogdTest {
    private static final String PACKET = """
            {"timestamp": "2026-11-24T17:56:58.441226", "dvc": "Netfilter", "raw.pktlen": 60, "raw.pktcount": 1, \
            "oob.prefix": "weir deny ingress shop/db", "oob.time.sec": 1795543018, "oob.time.usec": 441226, \
            "oob.hook": 2, "oob.family": 2, "oob.protocol": 2048, "ip.protocol": 6, "ip.ttl": 63, "src_port": 55358, \
            "dest_port": 81, "tcp.ack": 0, "tcp.psh": 0, "tcp.rst": 0, "tcp.syn": 1, "tcp.fin": 0, "tcp.urg": 0, \
            "oob.in": "va", "oob.out": "vb", "src_ip": "10.9.1.2", "dest_ip": "10.9.2.2"}""";
    private static final String DATAGRAM = """
            {"oob.prefix": "weir deny ingress shop/db", "oob.time.sec": 1795543018, "oob.time.usec": 559056, \
            "oob.family": 10, "ip.protocol": 17, "ip6.nexthdr": 17, "src_port": 39507, "dest_port": 82, \
            "udp.len": 11, "oob.in": "va", "src_ip": "fd00:1::2", "dest_ip": "fd00:2::2"}""";
    private static final String CONNECTION = """
            {"timestamp": "2026-11-24T17:57:19", "dvc": "Netfilter", "orig.ip.protocol": 6, "orig.l4.sport": 55766, \
            "orig.l4.dport": 80, "orig.raw.pktlen": 392, "orig.raw.pktcount": 6, "reply.ip.protocol": 6, \
            "reply.l4.sport": 80, "reply.l4.dport": 55766, "reply.raw.pktlen": 886, "reply.raw.pktcount": 6, \
            "ct.mark": 0, "ct.id": 1826125867, "ct.event": 4, "flow.start.sec": 1795543037, \
            "flow.start.usec": 111921, "flow.end.sec": 1795543039, "flow.end.usec": 163866, "oob.family": 2, \
            "src_ip": "10.9.1.2", "dest_ip": "10.9.2.2", "reply.ip.saddr.str": "10.9.2.2", \
            "reply.ip.daddr.str": "10.9.1.2"}""";

    @Test
    void deniedSynIsADenialThatTheSenderOpened() {
        FlowEvent event = Decoded.from(Format.ULOGD_JSON, PACKET).only();
        Observation seen = event.getObservation();

        assertThat(event.getEventTimeNs()).isEqualTo(1795543018_441226000L);
        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_DENIED);
        assertThat(seen.getDropClass()).isEqualTo(DropClass.POLICY_DEFAULT_DENY);
        assertThat(seen.getVerdictReason()).isEqualTo("weir deny ingress shop/db");
        assertThat(seen.getOrientation()).isEqualTo(Orientation.SOURCE_IS_CLIENT);
        assertThat(seen.getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_TCP_SYN);
        assertThat(seen.getState()).isEqualTo(ConnState.STATE_UNREPLIED);
        assertThat(seen.getTcpFlags()).isEqualTo(2);
        assertThat(seen.getDestination().getPort()).isEqualTo(81);
        assertThat(seen.getGranularity()).isEqualTo(Granularity.GRANULARITY_EVENT);
    }

    @Test
    void deniedDatagramWasAskedForByItsSender() {
        Observation seen = Decoded.observation(Format.ULOGD_JSON, DATAGRAM);

        assertThat(seen.getIpProtocol()).isEqualTo(17);
        assertThat(seen.getSource().getIp().size()).isEqualTo(16);
        assertThat(seen.getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_POLICY_VERDICT);
        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "DROP, true",
        "[UFW BLOCK] , true",
        "calico-drop: , true",
        "iptables denied: , true",
        "REJECTED, true",
        "dropbox, false",
        "accept, false",
        "'', false",
        "undenied, false"
    })
    void prefixSaysInWholeWordsWhatBecameOfThePacket(String prefix, boolean denial) {
        assertThat(UlogdEvents.isDenial(prefix)).isEqualTo(denial);
    }

    @Test
    void loggedPacketThatNobodyDeniedTellsItsOpenerByALoneSynOnly() {
        Observation syn = Decoded.observation(Format.ULOGD_JSON, PACKET.replace("deny ", ""));
        Observation answer = Decoded.observation(
                Format.ULOGD_JSON, PACKET.replace("deny ", "").replace("\"tcp.ack\": 0", "\"tcp.ack\": 1"));

        assertThat(syn.getVerdict()).isEqualTo(Verdict.VERDICT_OBSERVED);
        assertThat(syn.getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_TCP_SYN);
        assertThat(answer.getOrientation()).isEqualTo(Orientation.ORIENTATION_UNKNOWN);
    }

    @Test
    void connectionHasItsOpenerAndBothCounters() {
        FlowEvent event = Decoded.from(Format.ULOGD_JSON, CONNECTION).only();
        Observation seen = event.getObservation();

        assertThat(event.getEventTimeNs()).isEqualTo(1795543039_163866000L);
        assertThat(seen.getStartNs()).isEqualTo(1795543037_111921000L);
        assertThat(seen.getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_CONNTRACK);
        assertThat(seen.getState()).isEqualTo(ConnState.STATE_CLOSED);
        assertThat(seen.getPackets()).isEqualTo(6);
        assertThat(seen.getReversePackets()).isEqualTo(6);
        assertThat(seen.getReverseBytes()).isEqualTo(886);
        assertThat(seen.getDestination().getIpXlated().isEmpty()).isTrue();
    }

    @Test
    void connectionThatNobodyAnsweredSaysSo() {
        Observation seen = Decoded.observation(
                Format.ULOGD_JSON, CONNECTION.replace("\"reply.raw.pktcount\": 6", "\"reply.raw.pktcount\": 0"));

        assertThat(seen.getState()).isEqualTo(ConnState.STATE_UNREPLIED);
    }

    @Test
    void countersOfAKernelThatDoesNotCountAreAbsent() {
        Observation seen = Decoded.observation(
                Format.ULOGD_JSON,
                CONNECTION
                        .replace("\"orig.raw.pktcount\": 6", "\"orig.raw.pktcount\": 0")
                        .replace("\"reply.raw.pktcount\": 6", "\"reply.raw.pktcount\": 0"));

        assertThat(seen.getState()).isEqualTo(ConnState.STATE_UNKNOWN);
        assertThat(seen.hasReversePackets()).isFalse();
    }

    @Test
    void serverBehindAServiceAddressIsWhoAnswered() {
        Observation seen = Decoded.observation(
                Format.ULOGD_JSON,
                CONNECTION
                        .replace("\"reply.ip.saddr.str\": \"10.9.2.2\"", "\"reply.ip.saddr.str\": \"10.9.3.3\"")
                        .replace("\"reply.l4.sport\": 80", "\"reply.l4.sport\": 8080"));

        assertThat(seen.getDestination().getIpXlated().toByteArray()).containsExactly(10, 9, 3, 3);
        assertThat(seen.getDestination().getPortXlated()).isEqualTo(8080);
    }

    @Test
    void lineWithoutAddressesIsAccountedFor() {
        assertThat(Decoded.from(Format.ULOGD_JSON, "{\"oob.prefix\":\"x\",\"oob.time.sec\":1}")
                        .only()
                        .getUnusable()
                        .getReason())
                .isEqualTo(UnusableReason.NO_ADDRESS);
    }

    @Test
    void badMemberIsNamed() {
        assertThat(Decoded.from(Format.ULOGD_JSON, PACKET.replace("10.9.1.2", "10.9.1.256"))
                        .onlyBad()
                        .reason())
                .isEqualTo(Reason.BAD_FIELD);
    }

    @Test
    void linesAreRecognised() {
        for (String line : new String[] {PACKET, DATAGRAM, CONNECTION}) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            assertThat(Format.recognise(bytes, 0, bytes.length)).contains(Format.ULOGD_JSON);
        }
    }
}
