package dev.weir.policy.eval;

/** Why one end of a connection lets it pass or not. */
public enum Reason {
    /** Policies select pods only; this end is an address, a node or a host-network pod. */
    NOT_A_POD("no policy acts on an end that is no pod"),
    /** The connection of a pod with itself, which no policy can block. */
    OWN_TRAFFIC("a pod cannot block itself"),
    /**
     * Isolated, but the other end is the node the pod runs on. Traffic from and to it passes whatever NetworkPolicies
     * say (API text for ingress, concept page for both). The text of ClusterNetworkPolicy has no such exemption.
     */
    RESIDENT_NODE("a pod and its node always reach each other"),
    /** No NetworkPolicy selects the pod in this direction, and no cluster-wide rule matches. */
    NOT_ISOLATED("nothing isolates the pod"),
    /** Rules of NetworkPolicies match; all of them are named. */
    RULE_ALLOWS("a rule allows it"),
    /** NetworkPolicies isolate the pod and none of their rules matches; the policies are named. */
    NO_RULE_ALLOWS("isolated, and no rule allows it"),
    /** The first matching rule of a ClusterNetworkPolicy says Accept. */
    CLUSTER_RULE_ACCEPTS("a cluster-wide rule accepts it"),
    /** The first matching rule of a ClusterNetworkPolicy says Deny, or is one that has to fail closed. */
    CLUSTER_RULE_DENIES("a cluster-wide rule denies it"),
    /** Several running pods of the snapshot claim the address, so nobody can say which policies act. */
    AMBIGUOUS_ADDRESS("several running pods claim the address");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** The reason as part of a sentence. */
    public String text() {
        return text;
    }
}
