package dev.weir.policy.eval;

/** How the connection of a pod with itself is judged. */
public enum OwnTraffic {
    /** The API's text: "a pod cannot block access to itself". */
    ALWAYS_ALLOWED,
    /** As if it were somebody else, which is how some tools print their tables; for comparing with them. */
    BY_RULES
}
