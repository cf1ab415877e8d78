package dev.weir.policy.recommend;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What several edges together are evidence of.
 *
 * @param days since the epoch, UTC
 * @param pods hashes of client pods; as many as were kept
 */
record Evidence(Window window, Set<Integer> days, Set<Long> pods, SortedSet<String> names) {

    static Evidence of(Collection<Observation> observations) {
        Window window = Window.NEVER;
        Set<Integer> days = new HashSet<>();
        Set<Long> pods = new HashSet<>();
        SortedSet<String> names = new TreeSet<>();
        for (Observation observation : observations) {
            window = window.span(observation.window());
            days.addAll(observation.days());
            pods.addAll(observation.pods());
            names.addAll(observation.names());
        }
        return new Evidence(window, days, pods, names);
    }

    /** Like {@code 2026-11-01 to 2026-11-20, 12 days}; empty if no record told the time. */
    String span() {
        if (!window.isKnown()) {
            return "";
        }
        String from = window.firstDay().toString();
        String to = window.lastDay().toString();
        String span = from.equals(to) ? from : from + " to " + to;
        return days.isEmpty() ? span : span + ", " + count(days.size(), "day");
    }

    /** Like {@code 3 client pods}; empty if no record told a pod. */
    String clients() {
        if (pods.isEmpty()) {
            return "";
        }
        return pods.size() < Observation.PODS_KEPT
                ? count(pods.size(), "client pod")
                : Observation.PODS_KEPT + " client pods or more";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
