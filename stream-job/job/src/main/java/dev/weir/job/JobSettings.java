package dev.weir.job;

import dev.weir.job.operator.IdentitySettings;
import dev.weir.policy.recommend.Options;
import dev.weir.traffic.admission.AdmissionSettings;
import java.util.Map;

/**
 * What the job is told.
 *
 * @param bootstrapServers Kafka, as {@code host:port,…}
 * @param formatByTopic the format of every topic that flows come from
 * @param cluster the name that flows are filed under; empty = what they say themselves
 * @param consumerGroup whose offsets show how far the recommendations reach
 * @param foldCapacity sightings that one instance folds before it passes them on
 * @param flushMillis longest time that a flow is held for folding, milliseconds
 * @param options how policies are made
 * @param admission what evidence must show before it makes a rule
 */
public record JobSettings(
        String bootstrapServers,
        Map<String, String> formatByTopic,
        String cluster,
        String consumerGroup,
        int foldCapacity,
        long flushMillis,
        IdentitySettings identity,
        Options options,
        AdmissionSettings admission) {
    public JobSettings {
        formatByTopic = Map.copyOf(formatByTopic);
    }
}
