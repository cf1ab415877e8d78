package dev.weir.recommender.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.schemas.Topics;
import dev.weir.v1.Tally;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ViewStoreTest {
    private static final int ALL = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    @Test
    void storyLeavesWhatItsLastRecordsSay() {
        try (ViewStore store = ViewStore.open(folder.resolve("view"))) {
            new TestingTopics(Samples.story()).readInto(store, 3, ALL);

            try (View view = store.read()) {
                List<String> edges = new ArrayList<>();
                view.edges(edge -> edges.add(edge.getKey().getClient().getName() + " "
                        + edge.getEvidence().getRecords()));
                assertThat(edges).containsExactly("cron 3", "web 10");
                List<String> policies = new ArrayList<>();
                view.recommendations((key, json) -> policies.add(Published.parse(json)
                                .name() + " " + Published.parse(json).generation()));
                assertThat(policies).containsExactly("cron 1", "web 2");
                List<Tally> tallies = new ArrayList<>();
                view.tallies(tallies::add);
                assertThat(tallies).extracting(Tally::getCount).containsExactly(8L, 25L, 4L);
                assertThat(view.unreadable()).isEqualTo(Map.of(Topics.EDGES.name(), 1L));
                assertThat(view.offset(new TopicPartition(Topics.EDGES.name(), 0)))
                        .hasValue(5);
            }
        }
    }

    @Test
    void reopenedStoreHoldsWhatItHeld() {
        Path place = folder.resolve("view");
        SortedMap<String, String> before;
        try (ViewStore store = ViewStore.open(place)) {
            new TestingTopics(Samples.story()).readInto(store, 4, ALL);
            before = Dump.of(store);
        }

        try (ViewStore store = ViewStore.open(place)) {
            assertThat(Dump.of(store)).isEqualTo(before);
        }
    }

    @Test
    void olderGenerationNeverReplacesNewerOneWithinOneBatchOrLater() {
        byte[] key = Samples.recommendationKey("web");
        try (ViewStore store = ViewStore.open(folder.resolve("view"))) {
            ViewBatch batch = store.batch();
            assertThat(batch.putRecommendation(key, Samples.bytes("five"), 5)).isTrue();
            assertThat(batch.putRecommendation(key, Samples.bytes("four"), 4)).isFalse();
            store.apply(batch);
            ViewBatch later = store.batch();
            assertThat(later.putRecommendation(key, Samples.bytes("three"), 3)).isFalse();
            store.apply(later);

            try (View view = store.read()) {
                view.recommendations((name, json) -> assertThat(json).isEqualTo(Samples.bytes("five")));
            }
        }
    }

    @Test
    void onlyNewestDeadLettersStayAndAllAreCounted() {
        long extra = 5;
        List<ProducerRecord<byte[], byte[]>> letters = LongStream.range(0, ViewBatch.DEAD_LETTERS + extra)
                .mapToObj(offset -> Samples.deadLetter(offset, "not JSON"))
                .toList();
        try (ViewStore store = ViewStore.open(folder.resolve("view"))) {
            new TestingTopics(letters).readInto(store, 1_000, ALL);

            try (View view = store.read()) {
                List<DeadLetter> kept = new ArrayList<>();
                view.deadLetters(kept::add);
                assertThat(kept).hasSize((int) ViewBatch.DEAD_LETTERS);
                assertThat(kept.get(0)).isEqualTo(new DeadLetter("hubble", 3, extra, "0", "not JSON"));
                assertThat(view.deadLetterCount()).isEqualTo(ViewBatch.DEAD_LETTERS + extra);
            }
        }
    }

    @Test
    void backupRestoresAndReadsOn() {
        TestingTopics topics = new TestingTopics(Samples.story());
        Path copy = folder.resolve("copy");
        SortedMap<String, String> undisturbed;
        try (ViewStore store = ViewStore.open(folder.resolve("view"))) {
            topics.readInto(store, 4, 2);
            store.backUp(copy);
            topics.readInto(store, 4, ALL);
            undisturbed = Dump.of(store);
        }

        try (ViewStore restored = ViewStore.open(copy)) {
            topics.readInto(restored, 1, ALL);

            assertThat(Dump.of(restored)).isEqualTo(undisturbed);
        }
    }

    @Test
    void clearedStoreIsLikeANewOne() {
        SortedMap<String, String> fresh;
        try (ViewStore store = ViewStore.open(folder.resolve("fresh"))) {
            fresh = Dump.of(store);
        }
        try (ViewStore store = ViewStore.open(folder.resolve("view"))) {
            new TestingTopics(Samples.story()).readInto(store, 4, ALL);

            store.clear();

            assertThat(Dump.of(store)).isEqualTo(fresh);
        }
    }

    @Test
    void viewDoesNotShowWhatIsWrittenLater() {
        TestingTopics topics = new TestingTopics(Samples.story());
        try (ViewStore store = ViewStore.open(folder.resolve("view"));
                View before = store.read()) {
            topics.readInto(store, 4, ALL);

            assertThat(before.offsets()).isEmpty();
        }
    }

    @Test
    void storeInUseIsRefused() {
        Path place = folder.resolve("view");
        try (ViewStore store = ViewStore.open(place)) {
            assertThat(store.read()).satisfies(View::close);

            assertThatThrownBy(() -> ViewStore.open(place))
                    .isInstanceOf(ViewStoreException.class)
                    .hasMessageContaining("another recommender");
        }
    }

    @Test
    void storeOfANewerFormatIsRefused() throws Exception {
        Path place = folder.resolve("view");
        try (ViewStore store = ViewStore.open(place)) {
            store.db().put(store.column(Column.META), Bytes.of("format"), Bytes.of(ViewStore.FORMAT + 1));
        }

        assertThatThrownBy(() -> ViewStore.open(place))
                .isInstanceOf(ViewStoreException.class)
                .hasMessageContaining("has format 2, this Weir knows 1");
    }
}
