package dev.weir.policy.eval;

/** Answers whether a connection passes the policies of a cluster. */
public interface Evaluator {

    /**
     * Whether the connection passes. Between dual-stack ends: whether it passes with each family that both have.
     *
     * @throws IllegalArgumentException if the probe names a pod or node that the snapshot does not have
     */
    boolean allows(Probe probe);
}
