package dev.weir.policy.analyse;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.AddressRange;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Peer;
import dev.weir.policy.parse.PolicySet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All addresses, cut at the borders of every block that some policies mention: no rule can tell a piece apart. */
final class AddressCuts {

    private final TreeMap<IpAddress, AddressRange> pieces = new TreeMap<>();
    private final Set<AddressFamily> mentioned = new TreeSet<>();

    AddressCuts(Collection<PolicySet> policySets) {
        List<Cidr> blocks = policySets.stream().flatMap(AddressCuts::blocks).toList();
        for (AddressFamily family : AddressFamily.values()) {
            cut(
                    AddressRange.all(family),
                    blocks.stream().filter(block -> block.family() == family).toList());
        }
    }

    private void cut(AddressRange whole, List<Cidr> blocks) {
        TreeSet<IpAddress> starts = new TreeSet<>(Set.of(whole.first()));
        for (Cidr block : blocks) {
            mentioned.add(block.family());
            starts.add(block.first());
            block.last().next().ifPresent(starts::add);
        }
        for (IpAddress start : starts) {
            Optional<IpAddress> next = Optional.ofNullable(starts.higher(start));
            pieces.put(
                    start,
                    new AddressRange(start, next.flatMap(IpAddress::previous).orElse(whole.last())));
        }
    }

    private static Stream<Cidr> blocks(PolicySet set) {
        List<Cidr> blocks = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            set.policies().forEach(policy -> policy.spec().rules(direction).forEach(rule -> rule.peers()
                    .forEach(peer -> addBlocks(peer, blocks))));
            set.clusterPolicies()
                    .forEach(policy -> policy.spec().rules(direction).forEach(rule -> rule.peers()
                            .forEach(peer -> addBlocks(peer, blocks))));
        }
        return blocks.stream();
    }

    private static void addBlocks(Peer peer, List<Cidr> blocks) {
        if (peer instanceof Peer.IpBlock block) {
            blocks.add(block.cidr());
            blocks.addAll(block.except());
        }
    }

    private static void addBlocks(ClusterPeer peer, List<Cidr> blocks) {
        if (peer instanceof ClusterPeer.Networks networks) {
            blocks.addAll(networks.blocks());
        }
    }

    /** Families that some block is of. */
    Set<AddressFamily> mentionedFamilies() {
        return mentioned;
    }

    /** The piece that holds an address. */
    AddressRange around(IpAddress address) {
        return pieces.floorEntry(address).getValue();
    }

    /** The pieces of a family, ascending; together every address. */
    List<AddressRange> pieces(AddressFamily family) {
        return pieces.values().stream()
                .filter(piece -> piece.family() == family)
                .toList();
    }
}
