package dev.weir.policy.eval;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Everybody whom any of some rules names: one bit for each class of pods, and a set of addresses. */
final class PeerSet {

    private static final PeerSet NOBODY = new PeerSet(List.of());

    private final boolean everyone;
    private final BitSet pods = new BitSet();
    private final AddressSet addresses;

    private PeerSet(Collection<CompiledRule> rules) {
        boolean all = false;
        List<AddressSet> blocks = new ArrayList<>();
        for (CompiledRule rule : rules) {
            all |= rule.everyone();
            for (Selection selection : rule.pods()) {
                pods.or(selection.classes());
            }
            if (!rule.addresses().isEmpty()) {
                blocks.add(rule.addresses());
            }
        }
        everyone = all;
        addresses = AddressSet.union(blocks);
    }

    static PeerSet nobody() {
        return NOBODY;
    }

    static PeerSet of(Collection<CompiledRule> rules) {
        return rules.isEmpty() ? NOBODY : new PeerSet(rules);
    }

    boolean everyone() {
        return everyone;
    }

    /** By class. INVARIANT: nobody changes it. */
    BitSet pods() {
        return pods;
    }

    AddressSet addresses() {
        return addresses;
    }

    boolean contains(Side peer) {
        return everyone
                || (peer.podClass() >= 0 && pods.get(peer.podClass()))
                || addresses.contains(peer.endpoint().address());
    }
}
