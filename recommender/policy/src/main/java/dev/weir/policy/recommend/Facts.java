package dev.weir.policy.recommend;

import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.replay.EdgeProbes;
import dev.weir.v1.Entity;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A landscape with what was worked out about it for one subject and is of use for others too: a workload is selected by
 * the same labels wherever it is named. Safe for use by several threads.
 */
final class Facts {

    private final Landscape landscape;
    private final EdgeProbes probes;
    private final Map<Entity, Optional<Selection>> selections = new ConcurrentHashMap<>();

    Facts(Landscape landscape) {
        this.landscape = landscape;
        probes = new EdgeProbes(landscape);
    }

    Landscape landscape() {
        return landscape;
    }

    EdgeProbes probes() {
        return probes;
    }

    /** As {@link Selection#of} chooses it. */
    Optional<Selection> selection(KnownWorkload workload) {
        return selections.computeIfAbsent(
                workload.entity(), unused -> Selection.of(workload, landscape.namespace(workload.namespace())));
    }
}
