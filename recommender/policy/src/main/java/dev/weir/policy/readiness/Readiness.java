package dev.weir.policy.readiness;

/**
 * How far the learning of a workload is. The only ways: from learning to stabilizing, from there to stable, and from
 * stable back to stabilizing; no other transition compiles.
 */
public sealed interface Readiness permits Readiness.FromLearning, Readiness.FromStable {

    /**
     * Above this chance of a new edge an hour nothing but learning is going on.
     */
    double LEARNING_CHANCE = 0.5;

    /** With no new edge in a week, the upper limit falls below this: one new edge in fifty hours. */
    double STABLE_CHANCE = 0.02;

    /** A stable workload stays so until the limit is twice that, lest it flips with every edge. */
    double UNSTABLE_CHANCE = 2 * STABLE_CHANCE;

    Estimate estimate();

    /** The state after more was seen. */
    Readiness next(Estimate estimate);

    /** Why it is in this state, in plain sentences. */
    String explain();

    /** What learning leads to. */
    sealed interface FromLearning extends Readiness permits Learning, Stabilizing {}

    /** What stabilizing and being stable lead to. */
    sealed interface FromStable extends Readiness permits Stabilizing, Stable {}

    /** The state of a workload of which only this estimate is known. */
    static Readiness of(Estimate estimate) {
        return new Learning(estimate).next(estimate).next(estimate);
    }

    /** Not a whole day was watched yet, or new edges keep coming. */
    record Learning(Estimate estimate) implements FromLearning {
        @Override
        public FromLearning next(Estimate now) {
            boolean over = now.exposure().coversDay() && now.chance() <= LEARNING_CHANCE;
            return over ? new Stabilizing(now) : new Learning(now);
        }

        @Override
        public String explain() {
            String why = estimate.exposure().coversDay()
                    ? "New edges still come more often than every second hour."
                    : "Only " + estimate.exposure().hoursOfDay() + " of the 24 hours of a day were watched so far.";
            return "Learning. " + why + " " + estimate.sentences();
        }
    }

    /** The daily traffic is known; weekly or rare traffic may be missing. */
    record Stabilizing(Estimate estimate) implements FromLearning, FromStable {
        @Override
        public FromStable next(Estimate now) {
            boolean over = now.exposure().coversWeek() && now.chanceAtMost() <= STABLE_CHANCE;
            return over ? new Stable(now) : new Stabilizing(now);
        }

        @Override
        public String explain() {
            String why = estimate.exposure().coversWeek()
                    ? "A whole week was watched, but a new edge is still too likely: the limit is "
                            + Estimate.percent(STABLE_CHANCE) + " an hour."
                    : "A whole day was watched, and " + estimate.exposure().hoursOfWeek()
                            + " of the 168 hours of a week: what happens weekly may be missing.";
            return "Stabilizing. " + why + " " + estimate.sentences();
        }
    }

    /** A whole week was watched, and a new edge is unlikely. */
    record Stable(Estimate estimate) implements FromStable {
        @Override
        public FromStable next(Estimate now) {
            return now.chanceAtMost() > UNSTABLE_CHANCE ? new Stabilizing(now) : new Stable(now);
        }

        @Override
        public String explain() {
            return "Stable. A whole week was watched. " + estimate.sentences()
                    + " What happens less than weekly, such as a monthly job, cannot be told from what never happens.";
        }
    }
}
