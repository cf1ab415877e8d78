package dev.weir.collector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.FlowEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ResumptionTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOON = 1_795_608_000L * SECOND;
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final Resumption resumption = new Resumption(OVERLAP);
    private int losses;

    @Test
    void streamIsAskedForFromALittleBeforeItsLatestEvent() {
        assertThat(resumption.since()).isEmpty();

        take(event("n1", 100, "a"));
        take(event("n2", 90, "b"));

        assertThat(resumption.since()).contains(Instant.ofEpochSecond(NOON / SECOND + 90));
    }

    @Test
    void whatComesTwiceIsTakenOnce() {
        take(event("n1", 1, "a"));
        resumption.resumed();

        assertThat(take(event("n1", 1, "a"))).isFalse();
        assertThat(take(event("n1", 2, "b"))).isTrue();
        assertThat(losses).isZero();
    }

    @Test
    void eventsWithoutAnIdAreToldApartByAllOfThem() {
        assertThat(take(event("n1", 1, ""))).isTrue();
        assertThat(take(event("n1", 1, ""))).isFalse();
        assertThat(take(event("n1", 2, ""))).isTrue();
    }

    @Test
    void nodeThatHasForgottenItsLatestEventHasLostSome() {
        take(event("n1", 1, "a"));
        take(event("n2", 2, "b"));
        resumption.resumed();

        take(event("n1", 1, "a"));
        take(event("n1", 5, "c"));
        take(event("n2", 6, "d"));
        take(event("n2", 7, "e"));

        assertThat(losses).as("of n2, once").isEqualTo(1);
    }

    @Test
    void nodeThatWasSilentForLongIsNotExpectedToRepeatItself() {
        take(event("silent", 1, "a"));
        take(event("n1", 60, "b"));
        resumption.resumed();

        take(event("n1", 60, "b"));
        take(event("silent", 61, "c"));

        assertThat(losses).isZero();
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < Resumption.EVENTS + 1000; i++) {
            take(event("n" + i, 1, "e" + i));
        }

        assertThat(take(event("n0", 1, "e0"))).as("forgotten").isTrue();
        assertThat(take(event("n9999", 1, "e" + Resumption.EVENTS)))
                .as("remembered")
                .isFalse();
    }

    /** A server with a log, whose streams break anywhere and begin again where they are asked to. */
    @Property(tries = 300)
    void logThatForgetsNothingIsTakenOnceAndWithoutLoss(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int events) {
        ResumptionTest run = new ResumptionTest();
        Random random = new Random(seed);
        List<FlowEvent> log = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < events; i++) {
            at += random.nextInt(3);
            // Nodes are up to the overlap out of order.
            log.add(event("n" + random.nextInt(3), at - random.nextInt(5), "e" + i));
        }
        List<FlowEvent> taken = new ArrayList<>();
        int end = 0;
        while (end < events) {
            long since = run.resumption.since().map(Instant::getEpochSecond).orElse(0L) * SECOND;
            end = Math.min(events, end + 1 + random.nextInt(50));
            for (FlowEvent event : log.subList(0, end)) {
                if (event.getEventTimeNs() >= since && run.take(event)) {
                    taken.add(event);
                }
            }
            run.resumption.resumed();
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(log);
        assertThat(run.losses).isZero();
    }

    private boolean take(FlowEvent event) {
        if (!resumption.isNew(event)) {
            return false;
        }
        losses += resumption.gapBefore(event).isPresent() ? 1 : 0;
        resumption.took(event);
        return true;
    }

    private static FlowEvent event(String node, long second, String id) {
        return FlowEvent.newBuilder()
                .setObserverNode(node)
                .setRecordId(id)
                .setEventTimeNs(NOON + second * SECOND)
                .build();
    }
}
