package dev.weir.traffic.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which pods an address (or a name) had, and when. Clocks differ by the stated skew, so a pod counts for a span as soon as
 * it may have been there; where another has surely taken the address over meanwhile, it counts no more.
 *
 * <p>Nearly every address has one pod only: a single one is kept without a list around it.
 *
 * @param <K> what is looked up
 */
final class IdentityTimeline<K> {
    private final long skewNs;
    private final Map<K, Object> pods = new HashMap<>();

    /** @param skewNs how far a node's clock may be from the API server's, at least 0 */
    IdentityTimeline(long skewNs) {
        this.skewNs = skewNs;
    }

    /** Says that the pod had the address; replaces what was known of the same pod there. */
    void put(K key, PodRecord pod) {
        remove(key, pod);
        List<PodRecord> all = new ArrayList<>(at(key));
        all.add(pod);
        set(key, all);
    }

    /** Forgets what the pod had there. */
    void remove(K key, PodRecord pod) {
        List<PodRecord> all = new ArrayList<>(at(key));
        if (all.removeIf(known -> known.isSamePod(pod))) {
            set(key, all);
        }
    }

    /** The pod with this uid there, or null. */
    @Nullable
    PodRecord find(K key, Object uid) {
        for (PodRecord pod : at(key)) {
            if (pod.uid().equals(uid)) {
                return pod;
            }
        }
        return null;
    }

    /** All that may have had it within the span, on the span's node if that is known. */
    List<PodRecord> within(K key, Span span) {
        List<PodRecord> possible = new ArrayList<>(1);
        for (PodRecord pod : at(key)) {
            if (runsOn(pod, span) && pod.tenure().touches(span, skewNs, isOwnClock(pod, span))) {
                possible.add(pod);
            }
        }
        if (possible.size() > 1) {
            List<PodRecord> rivals = List.copyOf(possible);
            possible.removeIf(pod -> rivals.stream().anyMatch(rival -> tookOver(rival, pod, span)));
        }
        return possible;
    }

    void forEach(Consumer<PodRecord> sink) {
        pods.keySet().forEach(key -> at(key).forEach(sink));
    }

    private boolean tookOver(PodRecord rival, PodRecord pod, Span span) {
        boolean sameNode = !rival.node().isEmpty() && rival.node().equals(pod.node());
        return rival.tenure().hadTaken(pod.tenure(), span, skewNs, isOwnClock(rival, span), sameNode);
    }

    private static boolean runsOn(PodRecord pod, Span span) {
        return span.node().isEmpty() || pod.node().isEmpty() || pod.node().equals(span.node());
    }

    private static boolean isOwnClock(PodRecord pod, Span span) {
        return !span.node().isEmpty() && pod.node().equals(span.node());
    }

    @SuppressWarnings("unchecked")
    private List<PodRecord> at(K key) {
        Object value = pods.get(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof PodRecord one ? List.of(one) : (List<PodRecord>) value;
    }

    private void set(K key, List<PodRecord> all) {
        if (all.isEmpty()) {
            pods.remove(key);
            return;
        }
        pods.put(key, all.size() == 1 ? Objects.requireNonNull(all.get(0)) : List.copyOf(all));
    }
}
