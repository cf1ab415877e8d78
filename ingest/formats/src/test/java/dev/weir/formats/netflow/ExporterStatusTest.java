package dev.weir.formats.netflow;

import static dev.weir.formats.netflow.Wire.FLOW;
import static dev.weir.formats.netflow.Wire.NOW;
import static dev.weir.formats.netflow.Wire.ROUTER;
import static dev.weir.formats.netflow.Wire.TUPLE;
import static dev.weir.formats.netflow.Wire.flowAnd;
import static dev.weir.formats.netflow.Wire.ipfix;
import static dev.weir.formats.netflow.Wire.tupleAnd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.Layout;
import dev.weir.exporters.netflow.SetsMessage;
import dev.weir.formats.BadRecord.Reason;
import dev.weir.formats.Decoded;
import dev.weir.formats.Format;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.LossNotice;
import dev.weir.v1.UnusableReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What exporters say of themselves: how they sample, what they could not send, and by gaps, what was lost on the way. */
class ExporterStatusTest {
    private static final Layout SAMPLING = Layout.options(300, Field.of(149, 4), Field.of(34, 4));
    private static final Layout SAMPLERS = Layout.options(301, Field.of(302, 8), Field.of(305, 4), Field.of(306, 4));
    private static final Layout STATISTICS = Layout.options(302, Field.of(144, 4), Field.of(166, 8));

    private final NetflowDecoder decoder = new NetflowDecoder();

    private Heard hear(SetsMessage message) {
        return Heard.from(decoder, ROUTER, message.toBytes());
    }

    private int interval(Layout layout, List<?> values) {
        return hear(ipfix().templates(layout).data(layout, List.of(values)))
                .only()
                .getObservation()
                .getSamplingInterval();
    }

    @Test
    void samplingIsUnknownUntilItIsTold() {
        assertThat(interval(TUPLE, FLOW)).isZero();

        hear(ipfix().templates(SAMPLING).data(SAMPLING, List.of(List.of(7, 64))));

        assertThat(interval(TUPLE, FLOW)).isEqualTo(64);
        assertThat(interval(tupleAnd(Field.of(34, 4)), flowAnd(8))).isEqualTo(8);
    }

    @Test
    void samplerOfARecordTellsAndTheOnlyOneTellsForAll() {
        hear(ipfix().templates(SAMPLERS).data(SAMPLERS, List.of(List.of(1, 1, 99))));

        assertThat(interval(TUPLE, FLOW)).isEqualTo(100);

        hear(ipfix().data(SAMPLERS, List.of(List.of(2, 10, 90))));

        assertThat(interval(TUPLE, FLOW)).isZero();
        assertThat(interval(tupleAnd(Field.of(302, 8)), flowAnd(1))).isEqualTo(100);
        assertThat(interval(tupleAnd(Field.of(302, 8)), flowAnd(2))).isEqualTo(10);
    }

    @Test
    void samplingOfVersionNineIsToldByScopeOfTheSystem() {
        Layout options = new Layout(257, 1, List.of(Field.of(1, 4), Field.of(34, 4), Field.of(35, 1)));
        SetsMessage message = SetsMessage.v9(7, 0, NOW, 1)
                .templates(options)
                .templates(TUPLE)
                .data(options, List.of(List.of(0, 1000, 2)))
                .data(TUPLE, List.of(FLOW));

        assertThat(hear(message).only().getObservation().getSamplingInterval()).isEqualTo(1000);
    }

    @Test
    void whatTheExporterCouldNotSendIsLoss() {
        hear(ipfix().templates(STATISTICS).data(STATISTICS, List.of(List.of(1, 500))));

        Heard heard = hear(ipfix().data(STATISTICS, List.of(List.of(1, 512))));

        assertThat(heard.only().getLoss().getCount()).isEqualTo(12);
        assertThat(hear(ipfix().data(STATISTICS, List.of(List.of(1, 512)))).flows)
                .isEmpty();
        assertThat(hear(ipfix().data(STATISTICS, List.of(List.of(1, 3)))).flows).isEmpty();
    }

    @Test
    void ipfixCountsRecordsOfBothKindsAndNotTemplates() {
        Message message = hear(ipfix().templates(SAMPLING)
                        .templates(TUPLE)
                        .data(SAMPLING, List.of(List.of(7, 1)))
                        .data(TUPLE, List.of(FLOW, FLOW)))
                .messages
                .get(0);

        assertThat(message.step()).isEqualTo(3);
        assertThat(message.flows()).isEqualTo(2);
        assertThat(message.options()).isEqualTo(1);
        assertThat(message.templates()).isEqualTo(2);
    }

    @Test
    void gapIsLossInRecordsButForVersionNine() {
        SequenceGaps gaps = new SequenceGaps();

        assertThat(gaps.after(message(Version.IPFIX, 10, 5))).isEmpty();
        assertThat(gaps.after(message(Version.IPFIX, 15, 5))).isEmpty();
        assertThat(loss(gaps.after(message(Version.IPFIX, 32, 1)))).isEqualTo(12);
        assertThat(gaps.after(message(Version.V9, 10, 1))).isEmpty();
        Optional<FlowEvent> unknown = gaps.after(message(Version.V9, 13, 1));
        assertThat(loss(unknown)).isZero();
        assertThat(unknown).isPresent();
    }

    @Test
    void overtakenMessageIsNoLossAndChangesNothing() {
        SequenceGaps gaps = new SequenceGaps();
        gaps.after(message(Version.IPFIX, 10, 5));
        assertThat(loss(gaps.after(message(Version.IPFIX, 20, 5)))).isEqualTo(5);

        assertThat(gaps.after(message(Version.IPFIX, 15, 5))).isEmpty();
        assertThat(gaps.after(message(Version.IPFIX, 25, 5))).isEmpty();
    }

    @Test
    void exporterThatBeganAnewIsFollowed() {
        SequenceGaps gaps = new SequenceGaps();
        gaps.after(message(Version.V5, 3_000_000_000L, 30));

        assertThat(gaps.after(message(Version.V5, 0, 30))).isEmpty();
        assertThat(loss(gaps.after(message(Version.V5, 60, 30)))).isEqualTo(30);
    }

    @Test
    void sequenceOverflowsWithoutLoss() {
        SequenceGaps gaps = new SequenceGaps();
        gaps.after(message(Version.IPFIX, (1L << 32) - 2, 5));

        assertThat(gaps.after(message(Version.IPFIX, 3, 5))).isEmpty();
    }

    @Test
    void recordsThatNobodyCouldCountMakeNoGap() {
        SequenceGaps gaps = new SequenceGaps();
        gaps.after(message(Version.IPFIX, 10, -1));

        assertThat(gaps.after(message(Version.IPFIX, 99, 5))).isEmpty();
    }

    @Test
    void topicOfOneExporterAccountsForEachValue() {
        byte[] templates = ipfix().templates(TUPLE).toBytes();
        byte[] data = ipfix().data(TUPLE, List.of(FLOW)).toBytes();
        byte[] later = SetsMessage.ipfix(7, 9, NOW).data(TUPLE, List.of(FLOW)).toBytes();

        Decoded decoded = new Decoded();
        var stream = Format.IPFIX.decoder();
        for (byte[] value : List.of(data, templates, data, later)) {
            stream.decode(value, 0, value.length, decoded);
        }

        assertThat(decoded.bad()).extracting(bad -> bad.reason()).containsExactly(Reason.NO_TEMPLATE);
        assertThat(decoded.flows())
                .extracting(FlowEvent::getBodyCase)
                .containsExactly(
                        FlowEvent.BodyCase.UNUSABLE,
                        FlowEvent.BodyCase.OBSERVATION,
                        FlowEvent.BodyCase.OBSERVATION,
                        FlowEvent.BodyCase.LOSS);
        assertThat(decoded.flows().get(0).getUnusable().getReason()).isEqualTo(UnusableReason.PRODUCER_STATUS);
        assertThat(decoded.flows().get(3).getLoss().getCount()).isEqualTo(8);
    }

    @Test
    void formatTakesItsOwnVersionsOnly() {
        byte[] nine = SetsMessage.v9(7, 0, NOW, 1).templates(TUPLE).toBytes();

        assertThat(Decoded.from(Format.IPFIX, nine).onlyBad().reason()).isEqualTo(Reason.WRONG_FORMAT);
        Decoded.from(Format.NETFLOW, nine).only();
        assertThat(Format.recognise(nine, 0, nine.length)).contains(Format.NETFLOW);
    }

    private static Message message(Version version, long sequence, int step) {
        return new Message(ROUTER, version, 7, NOW, sequence, step, 1, 0, 0, 0);
    }

    private static long loss(Optional<FlowEvent> event) {
        return event.map(FlowEvent::getLoss).map(LossNotice::getCount).orElse(-1L);
    }
}
