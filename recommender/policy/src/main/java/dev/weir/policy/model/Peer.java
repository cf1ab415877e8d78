package dev.weir.policy.model;

import java.util.List;
import java.util.Optional;

/** An item of a NetworkPolicy rule's {@code from} or {@code to}. */
public sealed interface Peer {

    /**
     * Pods by label. Only a pod selector: pods of the policy's own namespace. Only a namespace selector: every pod of
     * the matching namespaces. Both: the matching pods of the matching namespaces. Never an address that is no pod.
     */
    record PodPeer(Optional<LabelSelector> podSelector, Optional<LabelSelector> namespaceSelector) implements Peer {
        public PodPeer {
            if (podSelector.isEmpty() && namespaceSelector.isEmpty()) {
                throw new IllegalArgumentException("A peer needs a podSelector, a namespaceSelector or an ipBlock");
            }
        }
    }

    /**
     * Addresses of a block without those of {@code except}. What is excepted here may still be allowed by another
     * peer, rule or policy.
     *
     * @param except blocks of the same family, each strictly inside {@code cidr}
     */
    record IpBlock(Cidr cidr, List<Cidr> except) implements Peer {
        public IpBlock {
            except = List.copyOf(except);
            for (Cidr hole : except) {
                if (!cidr.contains(hole) || cidr.equals(hole)) {
                    throw new IllegalArgumentException("Except " + hole + " is not strictly inside " + cidr);
                }
            }
        }

        public boolean contains(IpAddress address) {
            return cidr.contains(address) && except.stream().noneMatch(hole -> hole.contains(address));
        }
    }

    /** Pods of the policy's own namespace. */
    static Peer pods(LabelSelector podSelector) {
        return new PodPeer(Optional.of(podSelector), Optional.empty());
    }

    /** Every pod of the matching namespaces. */
    static Peer namespaces(LabelSelector namespaceSelector) {
        return new PodPeer(Optional.empty(), Optional.of(namespaceSelector));
    }

    /** The matching pods of the matching namespaces. */
    static Peer podsIn(LabelSelector namespaceSelector, LabelSelector podSelector) {
        return new PodPeer(Optional.of(podSelector), Optional.of(namespaceSelector));
    }

    static Peer block(Cidr cidr, Cidr... except) {
        return new IpBlock(cidr, List.of(except));
    }
}
