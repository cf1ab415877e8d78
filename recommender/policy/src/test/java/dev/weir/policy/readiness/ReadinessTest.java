package dev.weir.policy.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.ObservedEdge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    @Test
    void shareOfEdgesSeenInOneHourGivesTheChanceOfANewOne() {
        Estimate estimate = Estimate.of(List.of(edge(0, 99, 1), edge(5, 5, 1), edge(7, 7, 1)), hours(100));

        assertThat(estimate.onceSeen()).isEqualTo(2);
        assertThat(estimate.newPerHour()).isEqualTo(0.02);
        assertThat(estimate.chance()).isCloseTo(0.0198, within(0.0001));
    }

    @Test
    void nothingNewForALongTimeStillHasAnUpperLimit() {
        Estimate estimate = Estimate.of(List.of(everyHour(100)), hours(100));

        assertThat(estimate.chance()).isZero();
        assertThat(estimate.newPerHourAtMost()).isCloseTo(3.0 / 100, within(0.001));
    }

    @Test
    void samplingMakesTheUnseenLarger() {
        Estimate estimate = Estimate.of(List.of(edge(5, 5, 1000)), new Exposure(100, 24, 100, 1000, 0));

        assertThat(estimate.recordedShare()).isCloseTo(0.00996, within(0.0001));
        assertThat(estimate.newPerHour()).isCloseTo(1.0045, within(0.001));
    }

    @Test
    void lostEventsMakeTheUnseenLarger() {
        Estimate estimate = Estimate.of(List.of(edge(5, 5, 1)), new Exposure(100, 24, 100, 1, 0.5));

        assertThat(estimate.newPerHour()).isEqualTo(0.02);
    }

    @Test
    void samplingIsAllowedForWhereNothingWasSeenAtAll() {
        Estimate estimate = Estimate.of(List.of(), new Exposure(100, 24, 100, 1000, 0));

        assertThat(estimate.newPerHourAtMost()).isGreaterThan(2);
    }

    @Test
    void exposureLeavesOutTheHoursInWhichNothingWasSeen() {
        Exposure exposure = Exposure.of(List.of(edge(0, 0, 1), edge(10, 10, 1)), 10, 0);

        assertThat(exposure.hours()).isEqualTo(2);
        assertThat(exposure.coversDay()).isFalse();
    }

    @Test
    void noEdgesAtAllIsLearning() {
        Exposure none = Exposure.of(List.of(), 0, 0);

        assertThat(Readiness.of(Estimate.of(List.of(), none))).isInstanceOf(Readiness.Learning.class);
    }

    @Test
    void weekWithoutAnythingNewIsStableAndADayIsNot() {
        List<ObservedEdge> day = List.of(everyHour(24));
        List<ObservedEdge> week = List.of(everyHour(168));

        Readiness afterDay = Readiness.of(Estimate.of(day, Exposure.of(day, 1, 0)));
        Readiness afterWeek = Readiness.of(Estimate.of(week, Exposure.of(week, 1, 0)));

        assertThat(afterDay).isInstanceOf(Readiness.Stabilizing.class);
        assertThat(afterDay.explain())
                .startsWith("Stabilizing. A whole day was watched, and 24 of the 168 hours of a week");
        assertThat(afterWeek).isInstanceOf(Readiness.Stable.class);
        assertThat(afterWeek.explain())
                .contains("In 168 hours of traffic 1 edge was seen, 0 of them in one hour only.");
    }

    @Test
    void manyNewEdgesEndStability() {
        List<ObservedEdge> edges = new ArrayList<>(List.of(everyHour(168)));
        Readiness stable = Readiness.of(Estimate.of(edges, Exposure.of(edges, 1, 0)));
        for (int i = 0; i < 10; i++) {
            edges.add(edge(167, 167, 1));
        }

        Readiness after = stable.next(Estimate.of(edges, Exposure.of(edges, 1, 0)));

        assertThat(after).isInstanceOf(Readiness.Stabilizing.class);
    }

    @Property
    void orderOfEdgesDoesNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        List<ObservedEdge> edges = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int first = random.nextInt(200);
            edges.add(edge(first, first + random.nextInt(3), 1 << random.nextInt(2)));
        }
        Estimate one = Estimate.of(edges, Exposure.of(edges, 100, 3));

        Collections.shuffle(edges, random);
        Estimate other = Estimate.of(edges, Exposure.of(edges, 100, 3));

        assertThat(other.onceSeen()).isEqualTo(one.onceSeen());
        assertThat(other.newPerHour()).isCloseTo(one.newPerHour(), within(1e-12));
        assertThat(other.exposure()).isEqualTo(one.exposure());
    }

    private static Exposure hours(long hours) {
        return new Exposure(hours, 24, 100, 1, 0);
    }

    private static ObservedEdge everyHour(int hours) {
        BitSet week = new BitSet();
        week.set(0, hours);
        return edge(0, hours - 1, 1).toBuilder()
                .setEvidence(edge(0, hours - 1, 1).getEvidence().toBuilder()
                        .setHoursOfWeek(ByteString.copyFrom(week.toByteArray())))
                .build();
    }

    /** Seen first and last in these hours after a Monday. */
    static ObservedEdge edge(int firstHour, int lastHour, int sampling) {
        long monday = 4 * 24; // 1970-01-05
        BitSet week = new BitSet();
        week.set(firstHour % 168);
        week.set(lastHour % 168);
        return ObservedEdge.newBuilder()
                .setEvidence(EdgeEvidence.newBuilder()
                        .setFirstNs((monday + firstHour) * Exposure.NANOS_PER_HOUR + 1)
                        .setLastNs((monday + lastHour) * Exposure.NANOS_PER_HOUR + 2)
                        .addDays((int) (monday + firstHour) / 24)
                        .setMaxSamplingInterval(sampling)
                        .setHoursOfWeek(ByteString.copyFrom(week.toByteArray())))
                .build();
    }
}
