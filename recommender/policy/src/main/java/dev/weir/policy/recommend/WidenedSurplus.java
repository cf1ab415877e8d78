package dev.weir.policy.recommend;

import dev.weir.policy.cover.BlockSet;
import dev.weir.policy.cover.CidrCover;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Peer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The addresses in blocks of several that no rule of the direction was asked for; those that another rule was asked for
 * are counted one by one elsewhere. No block of several holds an address that is the cluster's.
 *
 * @param named every address that a rule of the direction was asked for
 */
record WidenedSurplus(List<DraftRule> rules, SortedSet<IpAddress> named, Direction direction) {

    /** Addresses open on a port, each once however many rules open it. */
    long addresses(TransportPort port) {
        List<Cidr> blocks = new ArrayList<>();
        for (DraftRule rule : rules) {
            List<Cidr> widened = widened(rule);
            if (!widened.isEmpty() && ports(rule).contains(port)) {
                blocks.addAll(widened);
            }
        }
        if (blocks.isEmpty()) {
            return 0;
        }
        return BlockSet.of(blocks).blocks().stream()
                .map(block -> beyond(block, named))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .longValueExact();
    }

    /** One sentence for each block that holds more than its rule was asked for. */
    List<String> explained() {
        List<String> sentences = new ArrayList<>();
        for (DraftRule rule : rules) {
            List<Cidr> widened = widened(rule);
            if (widened.isEmpty()) {
                continue;
            }
            List<IpAddress> asked = rule.grants().stream()
                    .map(Grant::peer)
                    .filter(Peer.IpBlock.class::isInstance)
                    .map(peer -> ((Peer.IpBlock) peer).cidr().network())
                    .distinct()
                    .toList();
            for (Cidr block : widened) {
                BigInteger beyond = beyond(block, asked);
                if (beyond.signum() > 0) {
                    sentences.add(sentence(rule, block, beyond));
                }
            }
        }
        return sentences;
    }

    private String sentence(DraftRule rule, Cidr block, BigInteger beyond) {
        String addresses = beyond.equals(BigInteger.ONE) ? "1 address" : beyond + " addresses";
        return PortList.text(ports(rule)) + (direction == Direction.EGRESS ? " to " : " from ") + addresses + " of "
                + block + ": not observed with this, but beside addresses that were, and within the surplus that the"
                + " options allow.";
    }

    private static SortedSet<TransportPort> ports(DraftRule rule) {
        return rule.grants().stream().map(Grant::port).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Cidr> widened(DraftRule rule) {
        return rule.rule().peers().stream()
                .filter(Peer.IpBlock.class::isInstance)
                .map(peer -> ((Peer.IpBlock) peer).cidr())
                .filter(block -> block.prefixLength() < block.family().bits())
                .toList();
    }

    private static BigInteger beyond(Cidr block, Collection<IpAddress> asked) {
        long inside = asked.stream().filter(block::contains).count();
        return CidrCover.size(block).subtract(BigInteger.valueOf(inside));
    }
}
