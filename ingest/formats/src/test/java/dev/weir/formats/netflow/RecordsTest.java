package dev.weir.formats.netflow;

import static dev.weir.formats.netflow.Wire.CLIENT;
import static dev.weir.formats.netflow.Wire.FLOW;
import static dev.weir.formats.netflow.Wire.NOW;
import static dev.weir.formats.netflow.Wire.ROUTER;
import static dev.weir.formats.netflow.Wire.SECOND_NS;
import static dev.weir.formats.netflow.Wire.SERVER;
import static dev.weir.formats.netflow.Wire.TUPLE;
import static dev.weir.formats.netflow.Wire.address;
import static dev.weir.formats.netflow.Wire.flowAnd;
import static dev.weir.formats.netflow.Wire.ipfix;
import static dev.weir.formats.netflow.Wire.observation;
import static dev.weir.formats.netflow.Wire.tupleAnd;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.FiveMessage;
import dev.weir.exporters.netflow.Layout;
import dev.weir.exporters.netflow.SetsMessage;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.v1.ConnState;
import dev.weir.v1.CounterKind;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.MaskedField;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Verdict;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each element of a record becomes. */
class RecordsTest {

    private static Heard hear(SetsMessage message) {
        return Heard.from(new NetflowDecoder(), ROUTER, message.toBytes());
    }

    @Test
    void recordIsReadWhole() {
        FlowEvent event =
                hear(ipfix().templates(TUPLE).data(TUPLE, List.of(FLOW))).only();

        Observation seen = event.getObservation();
        assertThat(event.getObserverNode()).isEqualTo("192.0.2.1");
        assertThat(event.getEventTimeNs()).isEqualTo(NOW * SECOND_NS);
        assertThat(event.getTimeResolutionMs()).isEqualTo(1);
        assertThat(seen.getSource().getIp()).isEqualTo(ByteString.copyFrom(CLIENT.getAddress()));
        assertThat(seen.getDestination().getIp()).isEqualTo(ByteString.copyFrom(SERVER.getAddress()));
        assertThat(seen.getSource().getPort()).isEqualTo(40000);
        assertThat(seen.getDestination().getPort()).isEqualTo(443);
        assertThat(seen.getPackets()).isEqualTo(3);
        assertThat(seen.getBytes()).isEqualTo(180);
        assertThat(seen.getCounterKind()).isEqualTo(CounterKind.COUNTER_DELTA);
        assertThat(seen.getGranularity()).isEqualTo(Granularity.GRANULARITY_CONNECTION);
        assertThat(seen.getOrientation()).isEqualTo(Orientation.SOURCE_IS_CLIENT);
        assertThat(seen.getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_TCP_SYN);
        assertThat(seen.getState()).isEqualTo(ConnState.STATE_UNREPLIED);
        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_OBSERVED);
    }

    @Test
    void flagsOfAWholeFlowThatHaveSynAndAckTellNothing() {
        List<Object> values = new ArrayList<>(FLOW);
        values.set(5, 0x1B);

        Observation seen = observation(TUPLE, values);

        assertThat(seen.getOrientation()).isEqualTo(Orientation.ORIENTATION_UNKNOWN);
        assertThat(seen.getTcpFlags()).isEqualTo(0x1B);
    }

    @Test
    void flagsOfTwoBytesHaveTheirHighBitsLeftOut() {
        Layout layout = Layout.of(256, Field.of(8, 4), Field.of(12, 4), Field.of(4, 1), Field.of(6, 2));

        assertThat(observation(layout, List.of(CLIENT, SERVER, 6, 0x1FF)).getTcpFlags())
                .isEqualTo(0xFF);
    }

    @Test
    void flagsOfTheFirstPacketTellBothSides() {
        Layout layout = tupleAnd(new Field(6871, 14, 1));

        Observation client = observation(layout, flowAnd(2));
        Observation server = observation(layout, flowAnd(0x12));

        assertThat(client.getOrientation()).isEqualTo(Orientation.SOURCE_IS_CLIENT);
        assertThat(server.getOrientation()).isEqualTo(Orientation.DESTINATION_IS_CLIENT);
        assertThat(server.getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_TCP_SYN_ACK);
        assertThat(server.getReply()).isTrue();
    }

    @Test
    void variableLengthsOfBothFormsMoveWhatIsBehindThem() {
        Field name = Field.of(371, Field.VARIABLE);
        List<Field> fields = new ArrayList<>(List.of(name));
        fields.addAll(TUPLE.fields());
        fields.add(4, name);
        Layout layout = new Layout(256, 0, fields);
        List<Object> values = new ArrayList<>(List.of("x".repeat(300)));
        values.addAll(FLOW);
        values.add(4, "");

        Heard heard = hear(ipfix().templates(layout).data(layout, List.of(values, values)));

        assertThat(heard.bad).isEmpty();
        assertThat(heard.observations()).containsExactly(observation(TUPLE, FLOW), observation(TUPLE, FLOW));
    }

    @Test
    void variableLengthThatReachesOverTheSetIsABadPiece() {
        Layout layout = Layout.of(256, Field.of(8, 4), Field.of(12, 4), Field.of(371, Field.VARIABLE));
        byte[] content = {10, 0, 0, 1, 10, 0, 0, 2, 9, 'a'};

        Heard heard = hear(ipfix().templates(layout).set(256, content, 0));

        assertThat(heard.flows).isEmpty();
        assertThat(heard.bad).extracting(bad -> bad.reason()).containsExactly(Reason.TRUNCATED);
    }

    @Test
    void paddingIsNoRecord() {
        Heard heard = hear(ipfix().templates(TUPLE).data(TUPLE, List.of(FLOW), 3));

        heard.only();
        assertThat(heard.messages.get(0).step()).isEqualTo(1);
    }

    @Test
    void severalSetsAndMessagesOfOneValueAreAllRead() {
        NetflowDecoder decoder = new NetflowDecoder();
        byte[] one = ipfix().templates(TUPLE)
                .data(TUPLE, List.of(FLOW))
                .data(TUPLE, List.of(FLOW, FLOW))
                .toBytes();
        byte[] nine = SetsMessage.v9(7, 1, NOW, 5000)
                .templates(TUPLE)
                .data(TUPLE, List.of(FLOW))
                .toBytes();
        byte[] both = new byte[one.length + 2 * nine.length + 20];
        System.arraycopy(nine, 0, both, 0, nine.length);
        System.arraycopy(nine, 0, both, nine.length, nine.length);
        System.arraycopy(one, 0, both, 2 * nine.length, one.length);

        Heard heard = Heard.from(decoder, ROUTER, both);

        assertThat(heard.bad).isEmpty();
        assertThat(heard.messages).extracting(Message::flows).containsExactly(1, 1, 3);
        assertThat(heard.messages).extracting(Message::step).containsExactly(1, 1, 3);
    }

    @Test
    void unknownElementsAndEnterprisesArePassedOver() {
        Layout layout = Layout.of(
                256,
                new Field(99999, 8, 4),
                Field.of(8, 4),
                Field.of(1234, 7),
                Field.of(12, 4),
                new Field(99999, 12, 6),
                Field.of(4, 1));
        List<Object> values = List.of(1, CLIENT, 2, SERVER, 3, 17);

        Observation seen = observation(layout, values);

        assertThat(seen.getSource().getIp()).isEqualTo(ByteString.copyFrom(CLIENT.getAddress()));
        assertThat(seen.getDestination().getIp()).isEqualTo(ByteString.copyFrom(SERVER.getAddress()));
        assertThat(seen.getIpProtocol()).isEqualTo(17);
    }

    @Test
    void portsThatTheTemplateLacksAreMaskedAndNotZero() {
        Layout layout = Layout.of(256, Field.of(8, 4), Field.of(12, 4), Field.of(4, 1), Field.of(11, 2));

        Observation seen = observation(layout, List.of(CLIENT, SERVER, 6, 443));

        assertThat(seen.getSource().hasPort()).isFalse();
        assertThat(seen.getDestination().getPort()).isEqualTo(443);
        assertThat(seen.getMaskedList()).containsExactly(MaskedField.MASKED_SOURCE_PORT);
        assertThat(seen.getGranularity()).isEqualTo(Granularity.GRANULARITY_AGGREGATE);
    }

    @Test
    void endThatTheTemplateLacksIsNoAddress() {
        Layout layout = Layout.of(256, Field.of(8, 4), Field.of(1, 4));
        Heard heard = hear(ipfix().templates(layout).data(layout, List.of(List.of(CLIENT, 5))));

        assertThat(heard.only().getUnusable().getReason()).isEqualTo(UnusableReason.NO_ADDRESS);
    }

    @Test
    void frameThatIsNoIpIsSaidToBeSo() {
        Layout layout = Layout.of(256, Field.of(256, 2), Field.of(56, 6), Field.of(1, 4));
        Heard heard = hear(ipfix().templates(layout).data(layout, List.of(List.of(0x0806, 1, 5))));

        assertThat(heard.only().getUnusable().getReason()).isEqualTo(UnusableReason.NOT_IP);
    }

    @Test
    void templateForBothFamiliesGivesTheOneThatIsNotZero() {
        Layout layout =
                Layout.of(256, Field.of(8, 4), Field.of(12, 4), Field.of(27, 16), Field.of(28, 16), Field.of(4, 1));
        Object none = new byte[4];
        Object six = address("2001:db8::1");

        assertThat(observation(layout, List.of(none, none, six, six, 6))
                        .getSource()
                        .getIp())
                .hasSize(16);
        assertThat(observation(layout, List.of(CLIENT, SERVER, new byte[16], new byte[16], 6))
                        .getSource()
                        .getIp())
                .hasSize(4);
    }

    @Test
    void icmpTypeAndCodeComeFromTheirElementAndElseFromThePort() {
        Layout both = tupleAnd(Field.of(32, 2));
        List<Object> values = flowAnd(8 * 256);
        values.set(4, 1);
        List<Object> port = new ArrayList<>(FLOW);
        port.set(4, 1);
        port.set(3, 3 * 256 + 1);

        Observation told = observation(both, values);
        Observation byPort = observation(TUPLE, port);

        assertThat(told.getIcmpType()).isEqualTo(8);
        assertThat(told.getIcmpCode()).isZero();
        assertThat(told.getDestination().hasPort()).isFalse();
        assertThat(byPort.getIcmpType()).isEqualTo(3);
        assertThat(byPort.getIcmpCode()).isEqualTo(1);
    }

    @Test
    void echoReplyHasTypeZeroWhereItIsToldAndNoneWhereAPortIsZero() {
        List<Object> values = flowAnd(0);
        values.set(4, 1);
        List<Object> port = new ArrayList<>(FLOW);
        port.set(4, 1);
        port.set(3, 0);

        assertThat(observation(tupleAnd(Field.of(32, 2)), values).hasIcmpType()).isTrue();
        assertThat(observation(TUPLE, port).hasIcmpType()).isFalse();
    }

    @Test
    void biflowHasCountersOfBothDirections() {
        Layout layout = tupleAnd(Field.of(2, 4).reverse(), Field.of(1, 8).reverse(), Field.of(239, 1));

        Observation initiator = observation(layout, answered(flowAnd(5, 500, 1)));
        Observation reversed = observation(layout, answered(flowAnd(5, 500, 2)));
        Observation perimeter = observation(layout, answered(flowAnd(5, 500, 3)));

        assertThat(initiator.getReversePackets()).isEqualTo(5);
        assertThat(initiator.getReverseBytes()).isEqualTo(500);
        assertThat(initiator.getOrientation()).isEqualTo(Orientation.SOURCE_IS_CLIENT);
        assertThat(initiator.getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_BIFLOW_IE);
        assertThat(reversed.getOrientation()).isEqualTo(Orientation.DESTINATION_IS_CLIENT);
        assertThat(reversed.getReply()).isTrue();
        assertThat(perimeter.getOrientation()).isEqualTo(Orientation.ORIENTATION_UNKNOWN);
    }

    @Test
    void biflowWhoseDirectionNobodyToldIsNoEvidence() {
        Layout layout = tupleAnd(Field.of(2, 4).reverse());

        assertThat(observation(layout, answered(flowAnd(5))).getOrientation())
                .isEqualTo(Orientation.ORIENTATION_UNKNOWN);
    }

    @Test
    void directionOfAllBiflowsMayBeToldInOptions() {
        Layout options = Layout.options(300, Field.of(149, 4), Field.of(239, 1));
        Layout layout = tupleAnd(Field.of(2, 4).reverse());
        Heard heard = hear(ipfix().templates(options)
                .templates(layout)
                .data(options, List.of(List.of(7, 1)))
                .data(layout, List.of(answered(flowAnd(5)))));

        assertThat(heard.only().getObservation().getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_BIFLOW_IE);
    }

    /** The values with a flow's flags in place of a SYN. */
    private static List<Object> answered(List<Object> values) {
        values.set(5, 0x1B);
        return values;
    }

    @Test
    void translatedAddressesAreToldWhereTheyDiffer() {
        Layout layout = tupleAnd(Field.of(225, 4), Field.of(226, 4), Field.of(227, 2), Field.of(228, 2));

        Observation seen = observation(layout, flowAnd(CLIENT, address("10.9.9.9"), 40000, 8443));

        assertThat(seen.getSource().getIpXlated()).isEmpty();
        assertThat(seen.getSource().hasPortXlated()).isFalse();
        assertThat(seen.getDestination().getIpXlated())
                .isEqualTo(ByteString.copyFrom(address("10.9.9.9").getAddress()));
        assertThat(seen.getDestination().getPortXlated()).isEqualTo(8443);
    }

    @Test
    void droppedByRouterOrFirewallIsAFault() {
        assertThat(observation(tupleAnd(Field.of(89, 1)), flowAnd(130)).getVerdict())
                .isEqualTo(Verdict.VERDICT_FAULT);
        assertThat(observation(tupleAnd(Field.of(89, 1)), flowAnd(64)).getVerdict())
                .isEqualTo(Verdict.VERDICT_OBSERVED);
        assertThat(observation(tupleAnd(Field.of(233, 1)), flowAnd(3)).getVerdict())
                .isEqualTo(Verdict.VERDICT_FAULT);
    }

    @Test
    void flowDirectionIsThePointOfObservation() {
        assertThat(observation(tupleAnd(Field.of(61, 1)), flowAnd(0)).getObservationPoint())
                .isEqualTo("ingress");
        assertThat(observation(tupleAnd(Field.of(61, 1)), flowAnd(1)).getObservationPoint())
                .isEqualTo("egress");
    }

    @Test
    void totalsAreSaidToBeTotals() {
        Layout layout = Layout.of(256, Field.of(8, 4), Field.of(12, 4), Field.of(86, 8), Field.of(85, 8));

        Observation seen = observation(layout, List.of(CLIENT, SERVER, 4, 400));

        assertThat(seen.getCounterKind()).isEqualTo(CounterKind.COUNTER_TOTAL);
        assertThat(seen.getBytes()).isEqualTo(400);
    }

    @Test
    void versionFiveHasItsTimesSamplingAndStep() {
        byte[] message = new FiveMessage(100, NOW, 500_000_000, 90_000, 0x0102, 0x4000 | 32)
                .flow(new FiveMessage.Flow(
                        (Inet4Address) CLIENT, (Inet4Address) SERVER, 40000, 53, 17, 0, 2, 120, 80_000, 89_000))
                .toBytes();

        Heard heard = Heard.from(new NetflowDecoder(), ROUTER, message);

        FlowEvent event = heard.only();
        assertThat(event.getEventTimeNs()).isEqualTo(NOW * SECOND_NS + 500_000_000 - SECOND_NS);
        assertThat(event.getObservation().getStartNs()).isEqualTo(NOW * SECOND_NS + 500_000_000 - 10 * SECOND_NS);
        assertThat(event.getObservation().getSamplingInterval()).isEqualTo(32);
        assertThat(event.getObservation().getDestination().getPort()).isEqualTo(53);
        assertThat(heard.messages.get(0).domain()).isEqualTo(0x0102);
        assertThat(heard.messages.get(0).sequence()).isEqualTo(100);
        assertThat(heard.messages.get(0).step()).isEqualTo(1);
    }
}
