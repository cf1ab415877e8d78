package dev.weir.policy.model;

/** The direction of a rule as seen from the pod a policy selects; also the values of {@code policyTypes}. */
public enum Direction {
    INGRESS("Ingress"),
    EGRESS("Egress");

    private final String text;

    Direction(String text) {
        this.text = text;
    }

    /** The spelling of the API in {@code policyTypes}: {@code Ingress} or {@code Egress}. */
    public String text() {
        return text;
    }
}
