package dev.weir.formats.pmacct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Decoded;
import dev.weir.formats.Format;
import dev.weir.v1.ConnState;
import dev.weir.v1.CounterKind;
import dev.weir.v1.DropClass;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.MaskedField;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Verdict;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeTest {
    private static final String IPS = "'event_type':'purge','ip_src':'10.0.0.1','ip_dst':'10.0.0.2'";
    private static final String TCP = IPS + ",'port_src':40000,'port_dst':80,'ip_proto':'tcp'";

    @Test
    void purgedFlowIsOneDirectionWithItsCounters() {
        Observation seen =
                observation(TCP + ",'packets':3,'bytes':'180','flows':2,'tcp_flags':'27','sampling_rate':100");

        assertThat(seen.getIpProtocol()).isEqualTo(6);
        assertThat(seen.getSource().getPort()).isEqualTo(40000);
        assertThat(seen.getDestination().getPort()).isEqualTo(80);
        assertThat(seen.getPackets()).isEqualTo(3);
        assertThat(seen.getBytes()).isEqualTo(180);
        assertThat(seen.getConnections()).isEqualTo(2);
        assertThat(seen.getSamplingInterval()).isEqualTo(100);
        assertThat(seen.getTcpFlags()).isEqualTo(27);
        assertThat(seen.getCounterKind()).isEqualTo(CounterKind.COUNTER_DELTA);
        assertThat(seen.getGranularity()).isEqualTo(Granularity.GRANULARITY_CONNECTION);
        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_OBSERVED);
        assertThat(seen.hasReversePackets()).isFalse();
    }

    @Test
    void countersThatWereNotCountedAreAbsent() {
        Observation seen = observation(TCP + ",'packets':null,'flows':null");

        assertThat(seen.hasPackets()).isFalse();
        assertThat(seen.hasConnections()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2 | SOURCE_IS_CLIENT | STATE_UNREPLIED",
                "'2' | SOURCE_IS_CLIENT | STATE_UNREPLIED",
                "['SYN'] | SOURCE_IS_CLIENT | STATE_UNREPLIED",
                "194 | SOURCE_IS_CLIENT | STATE_UNREPLIED",
                "6 | SOURCE_IS_CLIENT | STATE_UNKNOWN",
                "18 | ORIENTATION_UNKNOWN | STATE_UNKNOWN",
                "['SYN','ACK'] | ORIENTATION_UNKNOWN | STATE_UNKNOWN",
                "27 | ORIENTATION_UNKNOWN | STATE_UNKNOWN",
                "20 | ORIENTATION_UNKNOWN | STATE_UNKNOWN",
                "16 | ORIENTATION_UNKNOWN | STATE_UNKNOWN",
                "0 | ORIENTATION_UNKNOWN | STATE_UNKNOWN",
            })
    void onlyALoneSynTellsTheClient(String flags, Orientation orientation, ConnState state) {
        Observation seen = observation(TCP + ",'tcp_flags':" + flags);

        boolean told = orientation != Orientation.ORIENTATION_UNKNOWN;
        assertThat(seen.getOrientation()).isEqualTo(orientation);
        assertThat(seen.getOrientationBasis())
                .isEqualTo(told ? OrientationBasis.BASIS_TCP_SYN : OrientationBasis.BASIS_NONE);
        assertThat(seen.getState()).isEqualTo(state);
        assertThat(seen.getReply()).isFalse();
    }

    @Test
    void flagsOfAggregatedPortsAreOfManyConnections() {
        assertThat(observation(IPS + ",'ip_proto':'tcp','port_dst':80,'tcp_flags':2")
                        .getOrientation())
                .isEqualTo(Orientation.ORIENTATION_UNKNOWN);
    }

    @Test
    void bitOfTheHistoricNonceIsNotTheMarkOfSynAndAck() {
        assertThat(observation(TCP + ",'tcp_flags':274").getTcpFlags()).isEqualTo(18);
    }

    @ParameterizedTest
    @CsvSource({
        "'''tcp''', 6",
        "'''TCP''', 6",
        "6, 6",
        "'''17''', 17",
        "'''ipv6-icmp''', 58",
        "'''icmp''', 1",
        "'''sctp''', 132",
        "'''253''', 253",
        "'''ip''', 0",
        "'''unheard''', 0",
        "999, 0"
    })
    void protocolIsANameOrANumber(String word, int number) {
        assertThat(observation(IPS + ",'ip_proto':" + word).getIpProtocol()).isEqualTo(number);
    }

    @Test
    void portThatIsNotThereWasAddedUpOver() {
        Observation seen = observation(IPS + ",'ip_proto':'udp','port_dst':0");

        assertThat(seen.getSource().hasPort()).isFalse();
        assertThat(seen.getDestination().hasPort()).isTrue();
        assertThat(seen.getMaskedList()).containsExactly(MaskedField.MASKED_SOURCE_PORT);
        assertThat(seen.getGranularity()).isEqualTo(Granularity.GRANULARITY_AGGREGATE);
    }

    @Test
    void portZeroOfAProtocolWithoutPortsIsNone() {
        Observation seen = observation(IPS + ",'ip_proto':'icmp','port_src':0,'port_dst':0,'tcp_flags':'0'");

        assertThat(seen.getSource().hasPort()).isFalse();
        assertThat(seen.getMaskedList()).isEmpty();
        assertThat(seen.hasTcpFlags()).isFalse();
    }

    @Test
    void addressesMayBeOfIpv6AndTranslated() {
        Observation seen =
                observation("'ip_src':'fd00::1','ip_dst':'::ffff:10.0.0.2','ip_proto':'tcp','port_src':1,'port_dst':2,"
                        + "'post_nat_ip_src':'10.9.9.9','post_nat_port_src':7,'post_nat_port_dst':0");

        assertThat(seen.getSource().getIp().size()).isEqualTo(16);
        assertThat(seen.getDestination().getIp().size()).isEqualTo(4);
        assertThat(seen.getSource().getIpXlated().size()).isEqualTo(4);
        assertThat(seen.getSource().getPortXlated()).isEqualTo(7);
        assertThat(seen.getDestination().hasPortXlated()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'''2026-01-02 03:04:05.250000''', 250000000, 0, true",
        "'''2026-01-02 03:04:05''', 0, 1000, true",
        "'''2026-01-02T03:04:05.250000Z''', 250000000, 0, false",
        "'''2026-01-02T05:04:05.25+02:00''', 250000000, 0, false",
        "'''1767323045.250000''', 250000000, 0, false",
        "1767323045.25, 250000000, 0, false",
        "1767323045, 0, 1000, false",
    })
    void timesComeInManyNotations(String time, long nanos, int resolution, boolean zoneAssumed) {
        FlowEvent event = only(TCP + ",'timestamp_end':" + time);

        assertThat(event.getEventTimeNs()).isEqualTo(seconds("2026-01-02T03:04:05Z") + nanos);
        assertThat(event.getTimeResolutionMs()).isEqualTo(resolution);
        assertThat(event.containsExtras("time_zone")).isEqualTo(zoneAssumed);
    }

    @Test
    void timeThatWasNotTakenIsNone() {
        FlowEvent event = only(TCP + ",'timestamp_start':'2026-01-02T03:04:05Z','timestamp_end':'0000-00-00 00:00:00'");

        assertThat(event.getEventTimeNs()).isEqualTo(seconds("2026-01-02T03:04:05Z"));
    }

    @Test
    void stitchedEndIsNotBeforeItsBeginning() {
        Observation seen = observation(
                TCP + ",'timestamp_min':'2026-01-02T03:04:05.9Z','timestamp_max':'2026-01-02T03:04:05.000000Z'");

        assertThat(seen.getStartNs()).isEqualTo(seconds("2026-01-02T03:04:05Z") + 900_000_000);
        assertThat(seen.getEndNs()).isEqualTo(seen.getStartNs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"purge_init", "purge_close"})
    void markerIsAccountedFor(String type) {
        FlowEvent event = only("'event_type':'" + type + "','writer_id':'default/17'");

        assertThat(event.getUnusable().getReason()).isEqualTo(UnusableReason.PRODUCER_STATUS);
        assertThat(event.getProducer()).isEqualTo("default/17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'ip_src':'10.0.0.1','packets':1", "'ip_src':'10.0.0.1','ip_dst':''"})
    void endThatWasAddedUpOverIsNoEvidence(String members) {
        assertThat(only(members).getUnusable().getReason()).isEqualTo(UnusableReason.NO_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({
        "128, VERDICT_FAULT",
        "'''130''', VERDICT_FAULT",
        "64, VERDICT_OBSERVED",
        "'''DROPPED ACL deny''', VERDICT_FAULT"
    })
    void routersDropIsAFault(String status, Verdict verdict) {
        Observation seen = observation(TCP + ",'fwd_status':" + status);

        assertThat(seen.getVerdict()).isEqualTo(verdict);
        assertThat(seen.getDropClass())
                .isEqualTo(verdict == Verdict.VERDICT_FAULT ? DropClass.NON_POLICY : DropClass.NOT_DROPPED);
    }

    @Test
    void whatElseIsThereStaysWithTheFlow() {
        FlowEvent event = only(TCP + ",'peer_ip_src':'192.0.2.1','iface_in':3,'label':'edge','mpls':[1],'tag':null");

        assertThat(event.getObserverNode()).isEqualTo("192.0.2.1");
        assertThat(event.getExtrasMap()).containsOnly(Map.entry("iface_in", "3"), Map.entry("label", "edge"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'port_src':65536", "'packets':-1", "'packets':1.5", "'tcp_flags':['SYN',{}]",
                "'timestamp_end':'noon'", "'timestamp_end':99999999999", "'ip_proto':{}", "'packets':1,'packets':2"
            })
    void memberThatCannotBeMakesABadPiece(String member) {
        assertThat(decode(IPS + "," + member).onlyBad().reason()).isEqualTo(Reason.BAD_FIELD);
    }

    private static Observation observation(String members) {
        return only(members).getObservation();
    }

    private static FlowEvent only(String members) {
        return decode(members).only();
    }

    private static Decoded decode(String members) {
        return Decoded.from(Format.PMACCT_JSON, ("{" + members + "}").replace('\'', '"'));
    }

    private static long seconds(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000_000L;
    }
}
