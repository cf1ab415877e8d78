package dev.weir.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.FlowEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class OpenBatchesTest {
    private static final int BYTES = 4096;

    @Test
    void batchGoesWhenItIsFull() {
        OpenBatches batches = new OpenBatches(2, BYTES);

        assertThat(batches.add("n1", event(1), 0)).isEmpty();
        assertThat(batches.add("n2", event(2), 0)).isEmpty();
        assertThat(batches.add("n1", event(3), 0)).singleElement().satisfies(batch -> {
            assertThat(batch.observer()).isEqualTo("n1");
            assertThat(batch.content().getEventsList()).containsExactly(event(1), event(3));
        });
    }

    @Test
    void batchGoesWhenItIsOldEnough() {
        OpenBatches batches = new OpenBatches(10, BYTES);
        batches.add("n1", event(1), 1000);
        batches.add("n2", event(2), 2000);
        batches.add("n1", event(3), 3000);

        assertThat(batches.due(999)).isEmpty();
        assertThat(batches.due(1000)).extracting(OpenBatches.Batch::observer).containsExactly("n1");
        assertThat(batches.all()).extracting(OpenBatches.Batch::observer).containsExactly("n2");
        assertThat(batches.all()).isEmpty();
    }

    @Test
    void observersBeyondTheBoundPushOutTheOldest() {
        OpenBatches batches = new OpenBatches(10, BYTES);
        for (int i = 0; i < OpenBatches.OBSERVERS; i++) {
            assertThat(batches.add("n" + i, event(i), i)).isEmpty();
        }

        assertThat(batches.add("one more", event(0), 0))
                .extracting(OpenBatches.Batch::observer)
                .containsExactly("n0");
    }

    @Property(tries = 300)
    void eachObserversEventsLeaveOnceInTheirOrderAndWithinTheBounds(
            @ForAll List<@IntRange(min = 0, max = 3) Integer> observers,
            @ForAll @IntRange(min = 1, max = 20) int mostEvents,
            @ForAll @IntRange(min = 30, max = 200) int mostBytes) {
        OpenBatches batches = new OpenBatches(mostEvents, mostBytes);
        Map<String, List<FlowEvent>> given = new LinkedHashMap<>();
        List<OpenBatches.Batch> out = new ArrayList<>();
        for (int i = 0; i < observers.size(); i++) {
            String observer = "n" + observers.get(i);
            given.computeIfAbsent(observer, none -> new ArrayList<>()).add(event(i));
            out.addAll(batches.add(observer, event(i), i));
            if (i % 7 == 0) {
                out.addAll(batches.due(i - 3));
            }
        }
        out.addAll(batches.all());

        Map<String, List<FlowEvent>> left = new LinkedHashMap<>();
        out.forEach(batch -> left.computeIfAbsent(batch.observer(), none -> new ArrayList<>())
                .addAll(batch.content().getEventsList()));
        assertThat(left).isEqualTo(given);
        assertThat(out).allSatisfy(batch -> {
            assertThat(batch.content().getEventsCount()).isBetween(1, mostEvents);
            assertThat(batch.content().getSerializedSize()).isLessThanOrEqualTo(mostBytes);
        });
    }

    private static FlowEvent event(int number) {
        return FlowEvent.newBuilder().setRecordId("event " + number).build();
    }
}
