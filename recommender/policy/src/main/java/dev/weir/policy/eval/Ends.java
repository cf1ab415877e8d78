package dev.weir.policy.eval;

/** What the two ends of a connection say, without the reasons. */
public enum Ends {
    BOTH_ALLOW(true, true),
    ONLY_EGRESS_ALLOWS(true, false),
    ONLY_INGRESS_ALLOWS(false, true),
    BOTH_DENY(false, false);

    private final boolean egress;
    private final boolean ingress;

    Ends(boolean egress, boolean ingress) {
        this.egress = egress;
        this.ingress = ingress;
    }

    static Ends of(boolean egress, boolean ingress) {
        if (egress) {
            return ingress ? BOTH_ALLOW : ONLY_EGRESS_ALLOWS;
        }
        return ingress ? ONLY_INGRESS_ALLOWS : BOTH_DENY;
    }

    /** Whether the source lets the connection out. */
    public boolean egress() {
        return egress;
    }

    /** Whether the destination lets the connection in. */
    public boolean ingress() {
        return ingress;
    }
}
