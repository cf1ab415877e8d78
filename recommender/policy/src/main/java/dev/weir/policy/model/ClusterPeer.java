package dev.weir.policy.model;

import java.util.List;

/**
 * An item of a ClusterNetworkPolicy rule's {@code from} or {@code to}. Host-network pods are not included in any of
 * the selectors of pods.
 */
public sealed interface ClusterPeer {

    /** All pods of the matching namespaces. */
    record Namespaces(LabelSelector selector) implements ClusterPeer {}

    /** The matching pods of the matching namespaces; a missing namespace selector is the empty one. */
    record Pods(LabelSelector namespaceSelector, LabelSelector podSelector) implements ClusterPeer {}

    /** Egress only: addresses by block, those of pods too. */
    record Networks(List<Cidr> blocks) implements ClusterPeer {
        public Networks {
            blocks = List.copyOf(blocks);
        }
    }

    /** Egress only, experimental: the addresses of the matching nodes. */
    record Nodes(LabelSelector selector) implements ClusterPeer {}

    /** Egress only, experimental, only with Accept: names; a leading {@code *.} stands for one or more labels. */
    record DomainNames(List<String> names) implements ClusterPeer {
        public DomainNames {
            names = List.copyOf(names);
        }
    }

    /**
     * A kind of peer that this version of the API does not have. It must fail closed: an Accept rule with it matches
     * nothing, a Deny or Pass rule with it denies everything.
     */
    record Unknown(String field) implements ClusterPeer {}
}
