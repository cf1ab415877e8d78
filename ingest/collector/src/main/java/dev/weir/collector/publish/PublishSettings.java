package dev.weir.collector.publish;

import dev.weir.schemas.Topics;
import java.time.Duration;

/**
 * How batches are made and where they go.
 *
 * @param topic of the batches
 * @param deadLetterTopic of what no decoder could read
 * @param cluster for events that name none; may be empty
 * @param node for events that name no observer; may be empty
 * @param batchEvents most events of a batch, at least 1
 * @param batchBytes most bytes of a batch before compression, 1 KiB to 960 KiB: a reader takes no value above 1 MiB
 * @param linger how long an event waits for others, positive
 * @param bufferBytes bound on what is sent and not acknowledged, at least 8 MiB, so that the longest dead letter fits
 */
public record PublishSettings(
        String topic,
        String deadLetterTopic,
        String cluster,
        String node,
        int batchEvents,
        int batchBytes,
        Duration linger,
        long bufferBytes) {
    private static final int KIB = 1024;

    public static final PublishSettings DEFAULTS = new PublishSettings(
            Topics.FLOWS.name(),
            Topics.DEAD_LETTER.name(),
            "",
            "",
            500,
            512 * KIB,
            Duration.ofSeconds(1),
            32L * KIB * KIB);

    public PublishSettings {
        if (batchEvents < 1) {
            throw new IllegalArgumentException("a batch of " + batchEvents + " events; it needs at least 1");
        }
        if (batchBytes < KIB || batchBytes > 960 * KIB) {
            throw new IllegalArgumentException(
                    "a batch of " + batchBytes + " bytes; between 1 KiB and 960 KiB, please");
        }
        if (linger.isNegative() || linger.isZero()) {
            throw new IllegalArgumentException("linger " + linger + " must be positive");
        }
        if (bufferBytes < 8L * KIB * KIB) {
            throw new IllegalArgumentException("a buffer of " + bufferBytes + " bytes; it needs at least 8 MiB");
        }
    }

    public PublishSettings withTopic(String name) {
        return new PublishSettings(name, deadLetterTopic, cluster, node, batchEvents, batchBytes, linger, bufferBytes);
    }

    /** Fills in what events leave open. */
    public PublishSettings withOrigin(String clusterName, String nodeName) {
        return new PublishSettings(
                topic, deadLetterTopic, clusterName, nodeName, batchEvents, batchBytes, linger, bufferBytes);
    }

    public PublishSettings withBatches(int events, Duration wait) {
        return new PublishSettings(topic, deadLetterTopic, cluster, node, events, batchBytes, wait, bufferBytes);
    }

    public PublishSettings withBuffer(long bytes) {
        return new PublishSettings(topic, deadLetterTopic, cluster, node, batchEvents, batchBytes, linger, bytes);
    }
}
