package dev.weir.policy.eval;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * What one end says about a connection: the source about its egress, or the destination about its ingress.
 *
 * @param decidedBy every rule that allows, or the rule that denies, or the policies that isolate; else empty
 */
public record End(boolean allowed, Reason reason, List<RuleRef> decidedBy) {

    public End {
        decidedBy = List.copyOf(decidedBy);
    }

    /** The reason and whoever decided, as part of a sentence. */
    public String explain() {
        return decidedBy.isEmpty()
                ? reason.text()
                : reason.text() + ": "
                        + decidedBy.stream().map(RuleRef::toString).collect(joining(", "));
    }

    static End allowed(Reason reason, RuleRef... decidedBy) {
        return new End(true, reason, List.of(decidedBy));
    }

    static End denied(Reason reason, RuleRef... decidedBy) {
        return new End(false, reason, List.of(decidedBy));
    }
}
