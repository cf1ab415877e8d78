package dev.weir.policy.cover;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The best cover of single addresses by blocks.
 *
 * <p>Algorithm: only the nodes of the compressed binary trie of the addresses can be blocks of a best cover, for any
 * other block holds the same addresses as a smaller one. From the leaves up, each node keeps the Pareto front of its
 * covers, blocks against surplus: its own block, or one cover of each half. A block without surplus ends the search
 * below it. Fronts hold at most min(n, budget + 1) points, so the work is O(n min(n, budget)) for n addresses, after
 * sorting. A front longer than {@value #POINTS_KEPT} points is thinned to that many: work stays O(n) fronts of bounded
 * length, each kept point is still a real cover with its exact surplus, and the result says that it may not be the
 * best. Hence every result for up to {@value #POINTS_KEPT} addresses, or a smaller budget, is the best.
 */
public final class CidrCover {

    static final int POINTS_KEPT = 1024;

    private final List<IpAddress> addresses;
    private final BlockSet forbidden;
    private final Limits limits;

    private CidrCover(Collection<IpAddress> addresses, BlockSet forbidden, Limits limits) {
        SortedSet<IpAddress> sorted = new TreeSet<>(addresses);
        if (sorted.isEmpty() || sorted.first().family() != sorted.last().family()) {
            throw new IllegalArgumentException(
                    "A cover is of one address or more of one family, not of " + sorted.size() + " of several or none");
        }
        this.addresses = List.copyOf(sorted);
        this.forbidden = forbidden;
        this.limits = limits;
    }

    /**
     * The cover with the fewest blocks whose surplus is within the budget; among those the one with the least surplus.
     *
     * @param addresses one or more, all of one family
     * @param budget addresses that may be covered without having been asked for; 0 or more
     * @param forbidden no block of two or more addresses meets one of these. An address asked for that lies in one is a
     *     block by itself.
     * @throws IllegalArgumentException if there is no address, they are of two families, or the budget is negative
     */
    public static Cover within(Collection<IpAddress> addresses, BigInteger budget, BlockSet forbidden) {
        if (budget.signum() < 0) {
            throw new IllegalArgumentException("A surplus is 0 or more, not " + budget);
        }
        Front front = new CidrCover(addresses, forbidden, new Limits(Integer.MAX_VALUE, budget)).front();
        return cover(front, front.points().get(0));
    }

    /**
     * The cover of at most so many blocks that has the least surplus; among those the one with the fewest blocks.
     * Nothing if forbidden blocks leave none.
     *
     * @param blocks 1 or more
     * @throws IllegalArgumentException as {@link #within}, or if the number of blocks is not positive
     */
    public static Optional<Cover> ofAtMost(int blocks, Collection<IpAddress> addresses, BlockSet forbidden) {
        if (blocks < 1) {
            throw new IllegalArgumentException("A cover has 1 block or more, not " + blocks);
        }
        BigInteger anything = BigInteger.ONE.shiftLeft(AddressFamily.IPV6.bits());
        Front front = new CidrCover(addresses, forbidden, new Limits(blocks, anything)).front();
        return front.points().isEmpty()
                ? Optional.empty()
                : Optional.of(cover(front, front.points().get(front.points().size() - 1)));
    }

    /** How many addresses a block has. */
    public static BigInteger size(Cidr block) {
        return BigInteger.ONE.shiftLeft(block.family().bits() - block.prefixLength());
    }

    private static Cover cover(Front front, Front.Point point) {
        List<Cidr> blocks = new ArrayList<>();
        point.collect(blocks);
        return new Cover(blocks, point.surplus(), front.optimal());
    }

    private Front front() {
        return front(0, addresses.size());
    }

    /** Of the addresses from one index to before another: a node of the trie. */
    private Front front(int from, int to) {
        Cidr block = enclosing(addresses.get(from), addresses.get(to - 1));
        BigInteger surplus = size(block).subtract(BigInteger.valueOf(to - from));
        boolean formed = to - from == 1 || (surplus.compareTo(limits.surplus()) <= 0 && !forbidden.meets(block));
        if (formed && surplus.signum() == 0) {
            return Front.of(Front.Point.of(block, surplus));
        }
        int middle = middle(from, to, block.prefixLength());
        Front halves = Front.join(front(from, middle), front(middle, to), limits);
        Front all = formed ? halves.or(Front.Point.of(block, surplus)) : halves;
        return all.thinned(POINTS_KEPT);
    }

    private static Cidr enclosing(IpAddress first, IpAddress last) {
        long high = first.high() ^ last.high();
        int same = high != 0
                ? Long.numberOfLeadingZeros(high)
                : Long.SIZE + Long.numberOfLeadingZeros(first.low() ^ last.low());
        // An IPv4 address is the last 32 of the 128 bits.
        return new Cidr(
                first, same - (AddressFamily.IPV6.bits() - first.family().bits()));
    }

    /** The first index in the range whose address has the bit behind the prefix set. */
    private int middle(int from, int to, int prefixLength) {
        IpAddress lowest = addresses.get(from);
        Cidr lowerHalf = new Cidr(lowest, prefixLength + 1);
        int low = from;
        int high = to;
        while (high - low > 1) {
            int probe = (low + high) >>> 1;
            if (lowerHalf.contains(addresses.get(probe))) {
                low = probe;
            } else {
                high = probe;
            }
        }
        return high;
    }
}
