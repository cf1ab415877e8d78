package dev.weir.policy.recommend;

import dev.weir.policy.cover.BlockSet;
import dev.weir.policy.cover.CidrCover;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Rule;
import dev.weir.v1.EntityKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Names the external addresses of a rule by fewer blocks, within a surplus. Addresses of nodes and of the API server
 * stay exact: they are few, and what lies beside them is the cluster.
 */
final class Widening {

    /**
     * What is no external peer wherever it stands: this network (RFC 1122), loopback (RFC 1122, RFC 4291), link-local
     * with the metadata service (RFC 3927, RFC 4291), multicast and what lies behind it (RFC 5771, RFC 1112, RFC 4291),
     * and the metadata service of EC2 over IPv6.
     */
    private static final List<Cidr> NEVER = Stream.of(
                    "0.0.0.0/8",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "224.0.0.0/3",
                    "::/127",
                    "fe80::/10",
                    "ff00::/8",
                    "fd00:ec2::254/128")
            .map(Cidr::of)
            .toList();

    private final BigInteger surplus;
    private final BlockSet forbidden;

    private Widening(BigInteger surplus, BlockSet forbidden) {
        this.surplus = surplus;
        this.forbidden = forbidden;
    }

    /** With a surplus of 0 rules stay as they are: even blocks that add nothing would change policies that stand. */
    static List<DraftRule> of(List<DraftRule> rules, Options options, Landscape landscape) {
        if (options.externalSurplus() == 0) {
            return rules;
        }
        List<Cidr> forbidden = new ArrayList<>(NEVER);
        forbidden.addAll(landscape.internalBlocks().blocks());
        Widening widening = new Widening(BigInteger.valueOf(options.externalSurplus()), BlockSet.of(forbidden));
        return rules.stream().map(widening::widen).toList();
    }

    private DraftRule widen(DraftRule rule) {
        if (rule.isForEverybody()) {
            return rule;
        }
        SortedSet<Peer> peers = new TreeSet<>(PeerOrder.CANONICAL);
        peers.addAll(rule.rule().peers());
        for (AddressFamily family : AddressFamily.values()) {
            SortedSet<IpAddress> external = external(rule, family);
            if (external.size() > 1) {
                external.forEach(address -> peers.remove(Peer.block(Cidr.ofSingle(address))));
                CidrCover.within(external, surplus, forbidden).blocks().forEach(block -> peers.add(Peer.block(block)));
            }
        }
        return new DraftRule(new Rule(List.copyOf(peers), rule.rule().ports()), rule.grants());
    }

    private static SortedSet<IpAddress> external(DraftRule rule, AddressFamily family) {
        SortedSet<IpAddress> external = new TreeSet<>();
        for (Grant grant : rule.grants()) {
            if (grant.other().getKind() == EntityKind.ENTITY_EXTERNAL_IP
                    && grant.peer() instanceof Peer.IpBlock block
                    && block.cidr().family() == family) {
                external.add(block.cidr().network());
            }
        }
        return external;
    }
}
