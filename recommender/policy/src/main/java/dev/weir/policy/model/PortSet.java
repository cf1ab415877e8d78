package dev.weir.policy.model;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of ports of one protocol, as intervals. Two sets of the same ports are equal: the constructor sorts the
 * intervals and joins those that touch.
 *
 * @param intervals disjoint, ascending, none next to another
 */
public record PortSet(List<Interval> intervals) {

    private static final PortSet NONE = new PortSet(List.of());
    private static final PortSet ALL = new PortSet(List.of(new Interval(Ports.LOWEST, Ports.HIGHEST)));

    /** Ports from {@code first} to {@code last}, both inclusive, 1 to 65535. */
    public record Interval(int first, int last) {
        public Interval {
            if (first < Ports.LOWEST || last > Ports.HIGHEST || first > last) {
                throw new IllegalArgumentException("Ports are 1 to 65535, not " + first + " to " + last);
            }
        }

        @Override
        public String toString() {
            return first == last ? String.valueOf(first) : first + "-" + last;
        }
    }

    public PortSet {
        intervals = normalised(intervals);
    }

    public static PortSet none() {
        return NONE;
    }

    public static PortSet all() {
        return ALL;
    }

    public static PortSet of(int port) {
        return range(port, port);
    }

    /** The ports from {@code first} to {@code last}, both inclusive. */
    public static PortSet range(int first, int last) {
        return new PortSet(List.of(new Interval(first, last)));
    }

    private static List<Interval> normalised(List<Interval> intervals) {
        if (intervals.size() <= 1) {
            return List.copyOf(intervals);
        }
        List<Interval> joined = new ArrayList<>(intervals.size());
        for (Interval next : intervals.stream()
                .sorted(Comparator.comparingInt(Interval::first))
                .toList()) {
            Interval last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || last.last() + 1 < next.first()) {
                joined.add(next);
            } else if (last.last() < next.last()) {
                joined.set(joined.size() - 1, new Interval(last.first(), next.last()));
            }
        }
        return List.copyOf(joined);
    }

    public boolean isEmpty() {
        return intervals.isEmpty();
    }

    public boolean isAll() {
        return equals(ALL);
    }

    /** How many ports there are, 0 to 65535. */
    public int size() {
        return intervals.stream()
                .mapToInt(interval -> interval.last() - interval.first() + 1)
                .sum();
    }

    public boolean contains(int port) {
        return intervals.stream().anyMatch(interval -> interval.first() <= port && port <= interval.last());
    }

    public boolean containsAll(PortSet other) {
        return other.minus(this).isEmpty();
    }

    public PortSet union(PortSet other) {
        List<Interval> both = new ArrayList<>(intervals);
        both.addAll(other.intervals);
        return new PortSet(both);
    }

    public PortSet intersection(PortSet other) {
        List<Interval> common = new ArrayList<>();
        for (Interval one : intervals) {
            for (Interval two : other.intervals) {
                int first = Math.max(one.first(), two.first());
                int last = Math.min(one.last(), two.last());
                if (first <= last) {
                    common.add(new Interval(first, last));
                }
            }
        }
        return new PortSet(common);
    }

    /** The ports of this set that are not in the other. */
    public PortSet minus(PortSet other) {
        return intersection(other.complement());
    }

    private PortSet complement() {
        List<Interval> gaps = new ArrayList<>();
        int from = Ports.LOWEST;
        for (Interval interval : intervals) {
            if (from < interval.first()) {
                gaps.add(new Interval(from, interval.first() - 1));
            }
            from = interval.last() + 1;
        }
        if (from <= Ports.HIGHEST) {
            gaps.add(new Interval(from, Ports.HIGHEST));
        }
        return new PortSet(gaps);
    }

    /** Like {@code 80,8000-8100}. */
    @Override
    public String toString() {
        return intervals.stream().map(Interval::toString).collect(joining(","));
    }
}
