package dev.weir.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WriteScheduleTest {
    private final WriteSchedule schedule = new WriteSchedule();

    @Test
    void nothingIsDueWithoutAChange() {
        assertThat(schedule.due(millis(10_000))).isFalse();
    }

    @Test
    void changeIsDueOnceItIsQuiet() {
        schedule.changed(millis(0));
        schedule.changed(millis(200));

        assertThat(schedule.due(millis(499))).isFalse();
        assertThat(schedule.due(millis(500))).isTrue();
    }

    @Test
    void steadyStreamIsDueTwoSecondsAfterItsStart() {
        for (int at = 0; at <= 1_900; at += 100) {
            schedule.changed(millis(at));
            assertThat(schedule.due(millis(at))).isFalse();
        }
        schedule.changed(millis(2_000));

        assertThat(schedule.due(millis(2_000))).isTrue();
    }

    @Test
    void longWriteIsFollowedByARestTwiceAsLong() {
        schedule.changed(millis(0));
        schedule.written(millis(1_000), millis(2_000));
        schedule.changed(millis(2_001));

        assertThat(schedule.due(millis(3_999))).isFalse();
        assertThat(schedule.due(millis(4_000))).isTrue();
    }

    @Test
    void failedWriteIsTriedAgainLater() {
        schedule.changed(millis(0));
        schedule.failed(millis(400));

        assertThat(schedule.due(millis(500))).isFalse();
        assertThat(schedule.due(millis(2_700))).isTrue();
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
