package dev.weir.policy.eval;

/**
 * A party that {@link FastEvaluator#resolve} has looked up, for asking about it many times. It holds until pods, nodes
 * or namespaces change, or a policy mentions a label that none did before.
 */
public final class ResolvedParty {

    private final Side[] sides;
    private final boolean ambiguous;
    private final int generation;

    ResolvedParty(Side[] sides, boolean ambiguous, int generation) {
        this.sides = sides;
        this.ambiguous = ambiguous;
        this.generation = generation;
    }

    /** One side for each address it may use. */
    Side[] sides() {
        return sides;
    }

    boolean isAmbiguous() {
        return ambiguous;
    }

    int generation() {
        return generation;
    }
}
