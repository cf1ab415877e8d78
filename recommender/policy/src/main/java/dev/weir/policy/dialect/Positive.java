package dev.weir.policy.dialect;

import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Requirement.Operator;

/** Whether a selector asks for something to be there, so that what has no labels never matches. */
final class Positive {

    private Positive() {}

    static boolean is(LabelSelector selector) {
        return !selector.matchLabels().isEmpty()
                || selector.matchExpressions().stream().anyMatch(it -> is(it.operator()));
    }

    static boolean is(Operator operator) {
        return operator == Operator.IN || operator == Operator.EXISTS;
    }
}
