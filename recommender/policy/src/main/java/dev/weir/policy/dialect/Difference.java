package dev.weir.policy.dialect;

import java.util.Comparator;

/**
 * Something in which a text in a dialect is not the NetworkPolicy it was made from.
 *
 * @param sentence for people
 */
public record Difference(Effect effect, String sentence) implements Comparable<Difference> {

    private static final Comparator<Difference> ORDER =
            Comparator.comparing(Difference::effect).thenComparing(Difference::sentence);

    /** What the difference does to connections. */
    public enum Effect {
        /** Some that the NetworkPolicy allows are closed. */
        CLOSES,
        /** Some that the NetworkPolicy closes are allowed. */
        OPENS
    }

    static Difference closes(String sentence) {
        return new Difference(Effect.CLOSES, sentence);
    }

    static Difference opens(String sentence) {
        return new Difference(Effect.OPENS, sentence);
    }

    @Override
    public int compareTo(Difference other) {
        return ORDER.compare(this, other);
    }
}
