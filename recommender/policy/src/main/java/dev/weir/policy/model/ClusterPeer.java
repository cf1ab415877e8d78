package dev.weir.policy.model;

import java.util.List;
import java.util.Locale;

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

        public boolean contains(IpAddress address) {
            return blocks.stream().anyMatch(block -> block.contains(address));
        }
    }

    /** Egress only, experimental: the addresses of the matching nodes. */
    record Nodes(LabelSelector selector) implements ClusterPeer {}

    /** Egress only, experimental, only with Accept: names; a leading {@code *.} stands for one or more labels. */
    record DomainNames(List<String> names) implements ClusterPeer {
        public DomainNames {
            names = List.copyOf(names);
        }

        /**
         * Whether a name is one of these, whatever its case and with or without the root's dot. {@code *.example.org}
         * stands for every name below {@code example.org}, at any depth, but not for itself.
         */
        public boolean contains(String name) {
            return names.stream().anyMatch(pattern -> covers(canonical(pattern), canonical(name)));
        }

        private static boolean covers(String pattern, String name) {
            if (!pattern.startsWith("*.")) {
                return name.equals(pattern);
            }
            String suffix = pattern.substring(1);
            return name.endsWith(suffix) && name.length() > suffix.length();
        }

        private static String canonical(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        }
    }

    /**
     * A kind of peer that this version of the API does not have. It must fail closed: an Accept rule with it matches
     * nothing, a Deny or Pass rule with it denies everything.
     */
    record Unknown(String field) implements ClusterPeer {}
}
