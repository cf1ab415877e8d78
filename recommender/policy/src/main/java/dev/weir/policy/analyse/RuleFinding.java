package dev.weir.policy.analyse;

import dev.weir.policy.eval.RuleRef;

/**
 * Something to look at in a rule, with a sentence that says why.
 *
 * @param removable of a rule that nobody used: whether the flows reach back far enough that no rare job can need it
 */
public record RuleFinding(Kind kind, RuleRef rule, String sentence, boolean removable) {

    /** What may be wrong with a rule. */
    public enum Kind {
        /** Allows more peers or ports than a least-privilege rule would: everybody, whole namespaces, all ports. */
        BROAD,
        /** None of the observed edges needs it. */
        UNUSED,
        /** Another rule, or several together, allow all that it does, in this snapshot. */
        OVERSHADOWED,
        /** Concerns nobody: its policy selects no running pod, or its peers are nobody. */
        IDLE
    }
}
