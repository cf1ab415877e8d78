package dev.weir.policy.eval;

import java.util.BitSet;

/** A query with the classes it selects, kept up to date class by class. */
final class Selection {

    private final PodQuery query;
    private final BitSet classes;

    Selection(PodQuery query, PodClasses pods) {
        this.query = query;
        this.classes = pods.select(query);
    }

    BitSet classes() {
        return classes;
    }

    boolean contains(int podClass) {
        return podClass >= 0 && classes.get(podClass);
    }

    /** Looks again at classes that are new or whose namespace was relabelled. Returns whether that made a difference. */
    boolean refresh(BitSet podClasses, PodClasses pods) {
        boolean changed = false;
        for (int podClass = podClasses.nextSetBit(0); podClass >= 0; podClass = podClasses.nextSetBit(podClass + 1)) {
            boolean selected = pods.matches(query, podClass);
            changed |= selected != classes.get(podClass);
            classes.set(podClass, selected);
        }
        return changed;
    }
}
