package dev.weir.policy.cover;

import dev.weir.policy.model.Cidr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The covers of one trie node that are worth keeping: more blocks only for less surplus.
 *
 * @param points by number of blocks, rising; surplus falls strictly
 * @param optimal whether every such cover is here
 */
record Front(List<Point> points, boolean optimal) {

    /** A cover: one block, or that of the lower and that of the upper half. */
    record Point(
            int blocks,
            BigInteger surplus,
            @Nullable Cidr block,
            @Nullable Point lower,
            @Nullable Point upper) {
        static Point of(Cidr block, BigInteger surplus) {
            return new Point(1, surplus, block, null, null);
        }

        void collect(List<Cidr> into) {
            if (block != null) {
                into.add(block);
            }
            if (lower != null) {
                lower.collect(into);
            }
            if (upper != null) {
                upper.collect(into);
            }
        }
    }

    static Front of(Point only) {
        return new Front(List.of(only), true);
    }

    /** The covers of two halves together, within limits; the fewest blocks and the least surplus always stay. */
    static Front join(Front lower, Front upper, Limits limits) {
        int least = lower.fewest() + upper.fewest();
        int most = (int) Math.min((long) lower.most() + upper.most(), limits.blocks());
        Point[] best = new Point[Math.max(0, most - least + 1)];
        for (Point low : lower.points) {
            // Surplus falls along a front, so the first point that fits begins those that all fit.
            for (int i = upper.points.size() - 1; i >= 0; i--) {
                Point high = upper.points.get(i);
                BigInteger surplus = low.surplus.add(high.surplus);
                if (surplus.compareTo(limits.surplus()) > 0) {
                    break;
                }
                int blocks = low.blocks + high.blocks;
                if (blocks <= most
                        && (best[blocks - least] == null || surplus.compareTo(best[blocks - least].surplus) < 0)) {
                    best[blocks - least] = new Point(blocks, surplus, null, low, high);
                }
            }
        }
        return new Front(falling(best), lower.optimal && upper.optimal);
    }

    /** With one block for the whole node as another choice. */
    Front or(Point whole) {
        List<Point> all = new ArrayList<>();
        all.add(whole);
        points.stream()
                .filter(point -> point.surplus.compareTo(whole.surplus) < 0)
                .forEach(all::add);
        return new Front(all, optimal);
    }

    /** At most so many points (two at least), spread evenly; the first and the last stay. */
    Front thinned(int kept) {
        if (points.size() <= kept) {
            return this;
        }
        List<Point> some = new ArrayList<>(kept);
        for (int i = 0; i < kept; i++) {
            some.add(points.get((int) ((long) i * (points.size() - 1) / (kept - 1))));
        }
        return new Front(some, false);
    }

    private static List<Point> falling(@Nullable Point[] byBlocks) {
        List<Point> falling = new ArrayList<>();
        for (Point point : byBlocks) {
            if (point != null
                    && (falling.isEmpty() || point.surplus.compareTo(falling.get(falling.size() - 1).surplus) < 0)) {
                falling.add(point);
            }
        }
        return falling;
    }

    private int fewest() {
        return points.isEmpty() ? 0 : points.get(0).blocks;
    }

    private int most() {
        return points.isEmpty() ? 0 : points.get(points.size() - 1).blocks;
    }
}
