package dev.weir.policy.eval;

/** A connection passes when the egress of its source and the ingress of its destination both allow it. */
public record Verdict(boolean allowed, End egress, End ingress) {

    public Verdict {
        if (allowed != (egress.allowed() && ingress.allowed())) {
            throw new IllegalArgumentException("A connection is allowed if both ends allow it, and only then");
        }
    }

    /** What is decided, and why at each end, in one line. */
    public String explain() {
        return (allowed ? "allowed" : "denied") + "; egress: " + egress.explain() + "; ingress: " + ingress.explain();
    }

    static Verdict of(End egress, End ingress) {
        return new Verdict(egress.allowed() && ingress.allowed(), egress, ingress);
    }
}
