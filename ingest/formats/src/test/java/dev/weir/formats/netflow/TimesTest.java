package dev.weir.formats.netflow;

import static dev.weir.formats.netflow.Wire.CLIENT;
import static dev.weir.formats.netflow.Wire.NOW;
import static dev.weir.formats.netflow.Wire.ROUTER;
import static dev.weir.formats.netflow.Wire.SECOND_NS;
import static dev.weir.formats.netflow.Wire.SERVER;
import static dev.weir.formats.netflow.Wire.ipfix;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.Layout;
import dev.weir.exporters.netflow.SetsMessage;
import dev.weir.v1.FlowEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every way to tell when a flow was. */
class TimesTest {
    private static final long NTP_SECONDS = NOW + 2_208_988_800L;

    private static FlowEvent event(SetsMessage message, Field start, Field end, long first, long last) {
        Layout layout = Layout.of(256, Field.of(8, 4), Field.of(12, 4), start, end);
        byte[] bytes = message.templates(layout)
                .data(layout, List.of(List.of(CLIENT, SERVER, first, last)))
                .toBytes();
        return Heard.from(new NetflowDecoder(), ROUTER, bytes).only();
    }

    private static void assertTimes(FlowEvent event, long startNs, long endNs, int resolutionMs) {
        assertThat(event.getObservation().getStartNs()).isEqualTo(startNs);
        assertThat(event.getObservation().getEndNs()).isEqualTo(endNs);
        assertThat(event.getEventTimeNs()).isEqualTo(endNs);
        assertThat(event.getTimeResolutionMs()).isEqualTo(resolutionMs);
    }

    @Test
    void secondsAndMillisecondsCountFrom1970() {
        assertTimes(
                event(ipfix(), Field.of(150, 4), Field.of(151, 4), NOW - 9, NOW - 4),
                (NOW - 9) * SECOND_NS,
                (NOW - 4) * SECOND_NS,
                1000);
        assertTimes(
                event(ipfix(), Field.of(152, 8), Field.of(153, 8), NOW * 1000 - 5, NOW * 1000 - 4),
                NOW * SECOND_NS - 5_000_000,
                NOW * SECOND_NS - 4_000_000,
                1);
    }

    @Test
    void finerTimesAreNtps() {
        long half = NTP_SECONDS << 32 | 1L << 31;

        assertTimes(
                event(ipfix(), Field.of(156, 8), Field.of(157, 8), NTP_SECONDS << 32, half),
                NOW * SECOND_NS,
                NOW * SECOND_NS + SECOND_NS / 2,
                0);
        assertTimes(
                event(ipfix(), Field.of(154, 8), Field.of(155, 8), half, half),
                NOW * SECOND_NS + SECOND_NS / 2,
                NOW * SECOND_NS + SECOND_NS / 2,
                0);
    }

    @Test
    void exportersThatCountFinerTimesFrom1970AreUnderstood() {
        assertTimes(
                event(ipfix(), Field.of(154, 8), Field.of(155, 8), NOW * 1_000_000 - 7, NOW * 1_000_000),
                NOW * SECOND_NS - 7_000,
                NOW * SECOND_NS,
                0);
    }

    @Test
    void deltasCountBackFromTheMessage() {
        assertTimes(
                event(ipfix(), Field.of(158, 4), Field.of(159, 4), 3_000_000, 1_000_000),
                (NOW - 3) * SECOND_NS,
                (NOW - 1) * SECOND_NS,
                1000);
    }

    @Test
    void uptimesCountFromTheHeadersEvenWhenTheirBitsOverflowed() {
        SetsMessage fresh = SetsMessage.v9(7, 0, NOW, 10_000);
        SetsMessage overflowed = SetsMessage.v9(7, 0, NOW, 1_000);
        long before = (1L << 32) - 1_000;

        assertTimes(
                event(fresh, Field.of(22, 4), Field.of(21, 4), 4_000, 8_000),
                (NOW - 6) * SECOND_NS,
                (NOW - 2) * SECOND_NS,
                1000);
        assertTimes(
                event(overflowed, Field.of(22, 4), Field.of(21, 4), before, 500),
                (NOW - 2) * SECOND_NS,
                NOW * SECOND_NS - SECOND_NS / 2,
                1000);
    }

    @Test
    void uptimesOfIpfixCountFromTheExportersStartInOptions() {
        Layout options = Layout.options(300, Field.of(149, 4), Field.of(160, 8));
        SetsMessage message = ipfix().templates(options).data(options, List.of(List.of(7, (NOW - 100) * 1000)));

        assertTimes(
                event(message, Field.of(22, 4), Field.of(21, 4), 60_000, 90_000),
                (NOW - 40) * SECOND_NS,
                (NOW - 10) * SECOND_NS,
                1);
    }

    @Test
    void recordWithoutTimesHasTheMessagesAndSaysHowCoarse() {
        assertTimes(event(ipfix(), Field.of(22, 4), Field.of(21, 4), 1, 2), NOW * SECOND_NS, NOW * SECOND_NS, 60_000);
        assertTimes(event(ipfix(), Field.of(152, 8), Field.of(153, 8), 0, 0), NOW * SECOND_NS, NOW * SECOND_NS, 60_000);
    }

    @Test
    void endBeforeItsStartAndTimesBeyond2262DoNoHarm() {
        assertTimes(
                event(ipfix(), Field.of(152, 8), Field.of(153, 8), NOW * 1000, NOW * 1000 - 1),
                NOW * SECOND_NS,
                NOW * SECOND_NS,
                1);
        assertThat(event(ipfix(), Field.of(152, 8), Field.of(153, 8), -1, Long.MAX_VALUE)
                        .getEventTimeNs())
                .isEqualTo(NOW * SECOND_NS);
    }
}
