package dev.weir.schemas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One topic of Weir as it has to stand on the broker.
 *
 * @param name the topic's name, {@code weir.*}
 * @param key what the record key says, in words; {@link TopicKeys} builds it
 * @param cleanup what the broker removes
 * @param partitions default number of partitions, at least 1; a compacted topic must never be given another number
 *     later, because a key would then live in two partitions
 * @param retention how long a record stays, or a tombstone of a compacted topic; positive
 * @param retentionBytes most bytes one partition keeps, or empty for no bound; a compacted topic has none
 * @param maxMessageBytes largest record batch the broker takes, in bytes after compression
 */
public record Topic(
        String name,
        String key,
        Cleanup cleanup,
        int partitions,
        Duration retention,
        OptionalLong retentionBytes,
        int maxMessageBytes) {

    /** What the broker removes from a topic. */
    public enum Cleanup {
        /** Whole segments that are too old or too many. */
        DELETE,
        /** Every record that a later one with the same key replaces; a record without value removes its key. */
        COMPACT
    }

    /** Checks the ranges that the parameters state. */
    public Topic {
        if (!name.startsWith("weir.")) {
            throw new IllegalArgumentException("topic name \"" + name + "\" must start with \"weir.\"");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + ": partitions " + partitions + " must be at least 1");
        }
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("topic " + name + ": retention " + retention + " must be positive");
        }
        if (cleanup == Cleanup.COMPACT && retentionBytes.isPresent()) {
            throw new IllegalArgumentException("topic " + name + " is compacted: a size bound would drop live keys");
        }
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException(
                    "topic " + name + ": maxMessageBytes " + maxMessageBytes + " must be at least 1");
        }
    }

    /** Whether only the latest record of each key has to stay. */
    public boolean compacted() {
        return cleanup == Cleanup.COMPACT;
    }

    /** The topic-level configuration of the broker (Kafka documentation, section Topic Configs), in a stable order. */
    public Map<String, String> config() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("cleanup.policy", compacted() ? "compact" : "delete");
        config.put("max.message.bytes", Integer.toString(maxMessageBytes));
        if (compacted()) {
            config.put("delete.retention.ms", Long.toString(retention.toMillis()));
            // The active segment is never compacted, so a quiet topic must still roll one a day.
            config.put("segment.ms", Long.toString(Duration.ofDays(1).toMillis()));
            return config;
        }
        config.put("retention.ms", Long.toString(retention.toMillis()));
        retentionBytes.ifPresent(bytes -> config.put("retention.bytes", Long.toString(bytes)));
        return config;
    }
}
