package dev.weir.traffic.churn;

/** What a record tells of the end that churns. */
enum Tongue {
    /** The pod's name and its address. */
    NAMED,
    /** The address, observed at the pod's own node. */
    OBSERVED,
    /** The address alone, observed anywhere. */
    ADDRESS
}
