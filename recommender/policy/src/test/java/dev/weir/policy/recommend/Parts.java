package dev.weir.policy.recommend;

import dev.weir.v1.EdgeEvidence;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.ObservedEdge;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The evidence of an edge as two observers hold it: each has some of it, both together have all. */
final class Parts {

    private Parts() {}

    /** Of edges with one key, the first. */
    static List<ObservedEdge> distinct(Collection<ObservedEdge> edges) {
        Map<EdgeKey, ObservedEdge> byKey = new LinkedHashMap<>();
        edges.forEach(edge -> byKey.putIfAbsent(edge.getKey(), edge));
        return List.copyOf(byKey.values());
    }

    static List<ObservedEdge> of(ObservedEdge edge, Random random) {
        EdgeEvidence.Builder one = part(edge.getEvidence());
        EdgeEvidence.Builder other = part(edge.getEvidence());
        EdgeEvidence all = edge.getEvidence();
        all.getDaysList().forEach(day -> some(random, one, other).addDays(day));
        all.getClientPodsList().forEach(pod -> some(random, one, other).addClientPods(pod));
        all.getFqdnsList().forEach(name -> some(random, one, other).addFqdns(name));
        some(random, one, other).setMaxSamplingInterval(all.getMaxSamplingInterval());
        // Either may have seen all the time there was, or a part that begins or ends it.
        long middle = all.getFirstNs() + (all.getLastNs() - all.getFirstNs()) / 2;
        one.setLastNs(middle);
        other.setFirstNs(random.nextBoolean() ? middle : all.getFirstNs());
        return List.of(
                edge.toBuilder().setEvidence(one).build(),
                edge.toBuilder().setEvidence(other).build());
    }

    private static EdgeEvidence.Builder part(EdgeEvidence all) {
        return all.toBuilder().clearDays().clearClientPods().clearFqdns().clearMaxSamplingInterval();
    }

    private static EdgeEvidence.Builder some(Random random, EdgeEvidence.Builder one, EdgeEvidence.Builder other) {
        return random.nextBoolean() ? one : other;
    }
}
