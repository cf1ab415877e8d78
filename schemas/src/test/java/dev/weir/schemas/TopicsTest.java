package dev.weir.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TopicsTest {
    @Test
    void everyNameIsUsedOnce() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void stateTopicsAreCompactedAndStreamsAreNot() {
        assertThat(Topics.all())
                .filteredOn(Topic::compacted)
                .containsExactly(Topics.INVENTORY, Topics.EDGES, Topics.RECOMMENDATIONS, Topics.ALERTS);
    }

    @Test
    void streamsThatAnExporterCanFloodAreBoundedInBytes() {
        assertThat(Topics.all()).filteredOn(topic -> !topic.compacted()).allSatisfy(topic -> assertThat(topic.config())
                .containsKey("retention.bytes"));
    }

    @Test
    void compactedTopicKeepsNoRetention() {
        assertThat(Topics.EDGES.config())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("delete.retention.ms", "604800000")
                .doesNotContainKeys("retention.ms", "retention.bytes");
    }

    @Test
    void sizeBoundOnCompactedTopicIsRefused() {
        assertThatThrownBy(() ->
                        new Topic("weir.x", "any", Topic.Cleanup.COMPACT, 1, Duration.ofDays(1), OptionalLong.of(1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("drop live keys");
    }
}
