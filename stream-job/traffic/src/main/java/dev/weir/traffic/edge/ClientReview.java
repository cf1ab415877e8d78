package dev.weir.traffic.edge;

import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.v1.Admission;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What only all edges of a client together can tell: whether it swept, which of its pods took part, and what is new
 * since the lock. A function of the set of edges; their order does not matter.
 */
public final class ClientReview {
    private static final long NANOS = 1_000_000_000L;
    private static final long NANOS_PER_DAY = 86_400 * NANOS;

    private ClientReview() {}

    /** The same edges of one client, judged under these settings, whatever they were judged before. */
    public static List<ObservedEdge> review(Collection<ObservedEdge> edgesOfClient, AdmissionSettings settings) {
        List<ObservedEdge> alone = edgesOfClient.stream()
                .map(edge -> EdgeReducer.judged(edge.getKey(), edge.getEvidence(), settings))
                .toList();
        List<ObservedEdge> scanned = ScanDetector.judge(alone, settings.sweep());
        return afterLock(vote(scanned, settings.minimumClientPods()), settings.lock());
    }

    /**
     * Replicas do the same work, so an edge that one of many uses is that pod's and not the workload's. Source: Cretu et
     * al., "Casting out Demons" (IEEE S&amp;P 2008), which votes over slices of time.
     */
    private static List<ObservedEdge> vote(List<ObservedEdge> edges, int minimum) {
        if (minimum <= 1) {
            return edges;
        }
        Set<Long> pods = new HashSet<>();
        edges.forEach(edge -> pods.addAll(edge.getEvidence().getClientPodsList()));
        int needed = Math.min(minimum, pods.size());
        return edges.stream()
                .map(edge -> edge.getKey().getClient().getKind() == EntityKind.ENTITY_WORKLOAD
                                && edge.getEvidence().getClientPodsCount() < needed
                        ? EdgeReducer.held(edge, QuarantineReason.FEW_PODS)
                        : edge)
                .toList();
    }

    /** A day with more new edges than allowed has all of them held: which came first is not for the network to say. */
    private static List<ObservedEdge> afterLock(List<ObservedEdge> edges, AdmissionSettings.@Nullable Lock lock) {
        if (lock == null) {
            return edges;
        }
        long at = nanos(lock.at());
        Map<Long, Long> newByDay = edges.stream()
                .filter(edge -> edge.getAdmission() == Admission.ACCEPTED && isNew(edge, at))
                .collect(Collectors.groupingBy(ClientReview::firstDay, Collectors.counting()));
        return edges.stream()
                .map(edge -> isNew(edge, at) && newByDay.getOrDefault(firstDay(edge), 0L) > lock.newEdgesPerDay()
                        ? EdgeReducer.held(edge, QuarantineReason.AFTER_LOCK)
                        : edge)
                .toList();
    }

    private static boolean isNew(ObservedEdge edge, long lockNs) {
        return edge.getEvidence().getFirstNs() > lockNs;
    }

    private static long firstDay(ObservedEdge edge) {
        return edge.getEvidence().getFirstNs() / NANOS_PER_DAY;
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }
}
