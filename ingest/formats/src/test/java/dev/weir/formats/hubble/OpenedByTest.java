package dev.weir.formats.hubble;

import static dev.weir.v1.Orientation.DESTINATION_IS_CLIENT;
import static dev.weir.v1.Orientation.ORIENTATION_UNKNOWN;
import static dev.weir.v1.Orientation.SOURCE_IS_CLIENT;
import static dev.weir.v1.OrientationBasis.BASIS_L7_MESSAGE;
import static dev.weir.v1.OrientationBasis.BASIS_NONE;
import static dev.weir.v1.OrientationBasis.BASIS_POLICY_VERDICT;
import static dev.weir.v1.OrientationBasis.BASIS_REPLY_FLAG;
import static dev.weir.v1.OrientationBasis.BASIS_SOCKET_CALL;
import static dev.weir.v1.OrientationBasis.BASIS_TCP_SYN;
import static dev.weir.v1.OrientationBasis.BASIS_TCP_SYN_ACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.ConnState;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.Vantage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenedByTest {

    @Test
    void replyIsTrafficTowardsTheClientAndItsEndsStayAsOnTheWire() {
        Observation seen = Flows.observation(Flows.TCP, "'is_reply':true,'verdict':'FORWARDED'");

        told(seen, DESTINATION_IS_CLIENT, BASIS_REPLY_FLAG);
        assertThat(seen.getReply()).isTrue();
        assertThat(seen.getSource().getPort()).isEqualTo(40000);
        assertThat(seen.getDestination().getPort()).isEqualTo(80);
    }

    @Test
    void noReplyIsTheClientsTraffic() {
        Observation seen = Flows.observation(Flows.TCP, "'is_reply':false,'verdict':'FORWARDED'");

        told(seen, SOURCE_IS_CLIENT, BASIS_REPLY_FLAG);
        assertThat(seen.getReply()).isFalse();
    }

    @Test
    void absentIsNotFalse() {
        told(Flows.observation(Flows.TCP, "'verdict':'FORWARDED'"), ORIENTATION_UNKNOWN, BASIS_NONE);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void deprecatedReplyIsNotReadForIt(boolean reply) {
        told(Flows.observation(Flows.TCP, "'verdict':'FORWARDED','reply':" + reply), ORIENTATION_UNKNOWN, BASIS_NONE);
    }

    @Test
    void nullIsAbsent() {
        told(Flows.observation(Flows.TCP, "'verdict':'FORWARDED','is_reply':null"), ORIENTATION_UNKNOWN, BASIS_NONE);
    }

    @Test
    void synOnTheWayIntoAnOverlayDoesNotTell() {
        Observation seen = Flows.observation(Flows.SYN, "'verdict':'FORWARDED','event_type':{'type':4,'sub_type':4}");

        told(seen, ORIENTATION_UNKNOWN, BASIS_NONE);
        assertThat(seen.getObservationPoint()).isEqualTo("TO_OVERLAY");
    }

    @Test
    void handshakeTellsWhereTheAgentKnowsTheDirection() {
        String trace = "'verdict':'FORWARDED','event_type':{'type':4},'traffic_direction':'INGRESS'";

        told(Flows.observation(Flows.SYN, trace), SOURCE_IS_CLIENT, BASIS_TCP_SYN);
        told(Flows.observation(Flows.SYN_ACK, trace), DESTINATION_IS_CLIENT, BASIS_TCP_SYN_ACK);
        told(Flows.observation(Flows.tcp("'ACK':true"), trace), ORIENTATION_UNKNOWN, BASIS_NONE);
    }

    @Test
    void handshakeOfAnAggregateDoesNotTell() {
        told(
                Flows.observation(Flows.SYN, "'traffic_direction':'INGRESS','aggregate':{'ingress_flow_count':'3'}"),
                ORIENTATION_UNKNOWN,
                BASIS_NONE);
    }

    @Test
    void policyIsAskedAboutTheFirstPacket() {
        String verdict = "'event_type':{'type':5},'verdict':";

        told(Flows.observation(Flows.UDP, verdict + "'FORWARDED'"), SOURCE_IS_CLIENT, BASIS_POLICY_VERDICT);
        told(Flows.observation(Flows.UDP, verdict + "'AUDIT'"), SOURCE_IS_CLIENT, BASIS_POLICY_VERDICT);
    }

    @Test
    void droppedSynIsTheClients() {
        told(Flows.observation(Flows.SYN, "'verdict':'DROPPED'"), SOURCE_IS_CLIENT, BASIS_TCP_SYN);
    }

    @ParameterizedTest
    @CsvSource({"SYN_ACK", "ACK", "NONE"})
    void droppedTcpWithoutALoneSynDoesNotTell(String flags) {
        String l4 = flags.equals("SYN_ACK") ? Flows.SYN_ACK : flags.equals("ACK") ? Flows.tcp("'ACK':true") : Flows.TCP;

        told(
                Flows.observation(
                        l4,
                        "'verdict':'DROPPED','drop_reason':133,'traffic_direction':'EGRESS','event_type':{'type':5}"),
                ORIENTATION_UNKNOWN,
                BASIS_NONE);
    }

    @Test
    void droppedUdpTellsIfAPolicyDidItInAKnownDirection() {
        String denied = "'verdict':'DROPPED','drop_reason_desc':'POLICY_DENIED'";
        String fault = "'verdict':'DROPPED','drop_reason_desc':'CT_MAP_INSERTION_FAILED'";
        String direction = ",'traffic_direction':'EGRESS'";

        told(Flows.observation(Flows.UDP, denied + direction), SOURCE_IS_CLIENT, BASIS_POLICY_VERDICT);
        told(Flows.observation(Flows.UDP, denied), ORIENTATION_UNKNOWN, BASIS_NONE);
        told(Flows.observation(Flows.UDP, fault + direction), ORIENTATION_UNKNOWN, BASIS_NONE);
    }

    @Test
    void layer7MessageTellsWhereTheFlagIsMasked() {
        String l7 = "'Type':'L7','verdict':'FORWARDED','l7':{'type':";

        told(Flows.observation(Flows.TCP, l7 + "'REQUEST'}"), SOURCE_IS_CLIENT, BASIS_L7_MESSAGE);
        told(Flows.observation(Flows.TCP, l7 + "'RESPONSE'}"), DESTINATION_IS_CLIENT, BASIS_L7_MESSAGE);
        told(Flows.observation(Flows.TCP, l7 + "'SAMPLE'}"), ORIENTATION_UNKNOWN, BASIS_NONE);
    }

    @ParameterizedTest
    @CsvSource({"ICMPv4, 3", "ICMPv4, 11", "ICMPv6, 1", "ICMPv6, 2"})
    void icmpErrorIsAboutAnotherConnection(String protocol, int type) {
        Observation seen = Flows.observation(
                "'IP':{'source':'10.0.0.1','destination':'10.0.0.2'},'is_reply':false,'verdict':'FORWARDED'",
                "'l4':{'" + protocol + "':{'type':" + type + "}}");

        told(seen, ORIENTATION_UNKNOWN, BASIS_NONE);
        assertThat(seen.getIcmpType()).isEqualTo(type);
    }

    @Test
    void relatedTrafficIsAboutAnotherConnection() {
        Observation seen = Flows.observation(Flows.UDP, "'is_reply':false,'trace_reason':'RELATED'");

        told(seen, ORIENTATION_UNKNOWN, BASIS_NONE);
        assertThat(seen.getState()).isEqualTo(ConnState.STATE_RELATED);
    }

    @Test
    void socketTellsAfterTranslationOnly() {
        String forward = "'Type':'SOCK','event_type':{'type':7},'verdict':'%s','sock_xlate_point':'%s'";

        told(
                Flows.observation(Flows.TCP, forward.formatted("TRANSLATED", "SOCK_XLATE_POINT_POST_DIRECTION_FWD")),
                SOURCE_IS_CLIENT,
                BASIS_SOCKET_CALL);
        told(
                Flows.observation(Flows.TCP, forward.formatted("TRANSLATED", "SOCK_XLATE_POINT_POST_DIRECTION_REV")),
                DESTINATION_IS_CLIENT,
                BASIS_SOCKET_CALL);
        told(
                Flows.observation(Flows.TCP, forward.formatted("TRACED", "SOCK_XLATE_POINT_PRE_DIRECTION_FWD")),
                ORIENTATION_UNKNOWN,
                BASIS_NONE);
    }

    @Test
    void retinasFalseIsAbsentAndItsTrueIsTrue() {
        String retina = "'verdict':'FORWARDED','extensions':{'@type':'type.googleapis.com/utils.RetinaMetadata'}";

        told(Flows.observation(Flows.TCP, retina, "'is_reply':false"), ORIENTATION_UNKNOWN, BASIS_NONE);
        told(Flows.observation(Flows.TCP, retina, "'is_reply':true"), DESTINATION_IS_CLIENT, BASIS_REPLY_FLAG);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW, STATE_NEW",
        "ESTABLISHED, STATE_ESTABLISHED",
        "REPLY, STATE_REPLY",
        "REOPENED, STATE_NEW",
        "SRV6_ENCAP, STATE_UNKNOWN"
    })
    void traceReasonIsConnectionTrackingsState(String reason, ConnState state) {
        assertThat(Flows.observation(Flows.TCP, "'trace_reason':'" + reason + "'")
                        .getState())
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 0, VANTAGE_SOURCE_NODE",
        "0, 7, VANTAGE_DESTINATION_NODE",
        "7, 8, VANTAGE_BOTH",
        "0, 0, VANTAGE_UNKNOWN",
    })
    void endpointsNumberIsTheVantage(int source, int destination, Vantage vantage) {
        Observation seen =
                Flows.observation(Flows.TCP, "'source':{'ID':" + source + "},'destination':{'ID':" + destination + "}");

        assertThat(seen.getVantage()).isEqualTo(vantage);
    }

    @ParameterizedTest
    @CsvSource({
        "EGRESS, false, VANTAGE_SOURCE_NODE",
        "EGRESS, true, VANTAGE_DESTINATION_NODE",
        "INGRESS, false, VANTAGE_DESTINATION_NODE",
        "INGRESS, true, VANTAGE_SOURCE_NODE",
    })
    void directionIsTheVantageWhereNumbersAreMasked(String direction, boolean reply, Vantage vantage) {
        Observation seen = Flows.observation(Flows.TCP, "'traffic_direction':'" + direction + "','is_reply':" + reply);

        assertThat(seen.getVantage()).isEqualTo(vantage);
    }

    private static void told(Observation seen, Orientation orientation, OrientationBasis basis) {
        assertThat(seen.getOrientation()).isEqualTo(orientation);
        assertThat(seen.getOrientationBasis()).isEqualTo(basis);
    }
}
