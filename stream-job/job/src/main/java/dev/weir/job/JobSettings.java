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
 * @param externalSurplus external addresses that a rule may allow beyond those observed
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
        boolean includeProtectedNamespaces,
        long externalSurplus,
        AdmissionSettings admission) {
    public JobSettings {
        formatByTopic = Map.copyOf(formatByTopic);
        if (externalSurplus < 0 || externalSurplus > Options.MOST_SURPLUS) {
            throw new IllegalArgumentException("--external-surplus is '" + externalSurplus + "'; give 0 to 2^32");
        }
    }
}
