package dev.weir.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final long LAST_SECOND_OF_2261 = 9_214_646_399L;

    @Property(tries = 500)
    void readsWhatJavaTimeWrites(
            @ForAll @LongRange(min = 86_400, max = LAST_SECOND_OF_2261 - 86_400) long second,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @IntRange(min = -17 * 60, max = 17 * 60) int offsetMinutes) {
        OffsetDateTime time = Instant.ofEpochSecond(second, nanos)
                .atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60))
                .withNano(nanos);
        String text = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSxxx")
                .format(time);

        assertThat(Timestamps.withZone(text)).isEqualTo(OptionalLong.of(second * 1_000_000_000L + nanos));
    }

    @Property(tries = 500)
    void neverThrows(@ForAll String text) {
        Timestamps.withZone(text);
        Timestamps.orUtc(text);
        Timestamps.orUtc("2026-01-02T03:04:05" + text);
        Timestamps.withZone("2026-01-02T03:04:05." + text + "Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z",
                "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00+0100",
                "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00Zx", "1969-12-31T23:59:59Z", "2262-01-01T00:00:00Z",
                "2026-01-01", "", "2026/01/01T00:00:00Z", "2026-01-01T00:00:0-Z"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(Timestamps.withZone(text)).isEmpty();
    }

    @Test
    void spaceLowerCaseLeapDayAndLeapSecondAreTimes() {
        assertThat(Timestamps.withZone("2024-02-29 23:59:60z"))
                .isEqualTo(OptionalLong.of(Instant.parse("2024-03-01T00:00:00Z").getEpochSecond() * 1_000_000_000L));
    }

    @Test
    void digitsBeyondANanosecondAreDropped() {
        assertThat(Timestamps.withZone("1970-01-02T00:00:00.1234567899Z"))
                .isEqualTo(OptionalLong.of(86_400_123_456_789L));
    }
}
