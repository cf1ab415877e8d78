package dev.weir.policy.eval;

/**
 * A party that {@link FastEvaluator#resolve} has looked up, for asking about it many times. It holds until pods, nodes
 * or namespaces change, or a policy mentions a label that none did before.
 */
public final class ResolvedParty {

    private final Side[] sides;
    private final Side first;
    private final boolean several;
    private final boolean ambiguous;
    private final int generation;

    ResolvedParty(Side[] sides, boolean ambiguous, int generation) {
        this.sides = sides;
        first = sides[0];
        several = sides.length > 1;
        this.ambiguous = ambiguous;
        this.generation = generation;
    }

    /** One side for each address it may use. */
    Side[] sides() {
        return sides;
    }

    Side first() {
        return first;
    }

    boolean hasSeveralSides() {
        return several;
    }

    boolean isAmbiguous() {
        return ambiguous;
    }

    int generation() {
        return generation;
    }
}
