package dev.weir.policy.eval;

import java.util.BitSet;
import java.util.List;

/** Everybody whom any of some rules names: one bit for each class of pods, and a set of addresses. */
final class PeerSet {

    private static final PeerSet NOBODY = new PeerSet(List.of());

    private final boolean everyone;
    private final BitSet pods = new BitSet();
    private final AddressSet addresses;

    private PeerSet(List<CompiledRule> rules) {
        everyone = rules.stream().anyMatch(CompiledRule::everyone);
        rules.forEach(rule -> rule.pods().forEach(selection -> pods.or(selection.classes())));
        addresses = AddressSet.union(rules.stream().map(CompiledRule::addresses).toList());
    }

    static PeerSet nobody() {
        return NOBODY;
    }

    static PeerSet of(List<CompiledRule> rules) {
        return rules.isEmpty() ? NOBODY : new PeerSet(rules);
    }

    boolean contains(Side peer) {
        return everyone
                || (peer.podClass() >= 0 && pods.get(peer.podClass()))
                || addresses.contains(peer.endpoint().address());
    }
}
