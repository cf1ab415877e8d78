package dev.weir.policy.cover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Sparse addresses of both families, near and far from each other, against every set of blocks there is. */
final class CidrCoverPropertyTest {

    private static final int MOST = 7;

    @Property(tries = 400)
    void noSetOfBlocksIsBetter(@ForAll long seed) {
        Random random = new Random(seed);
        AddressFamily family = random.nextBoolean() ? AddressFamily.IPV4 : AddressFamily.IPV6;
        List<IpAddress> addresses = addresses(random, family);
        BlockSet forbidden = forbidden(random, addresses);
        BigInteger budget = new BigInteger(random.nextInt(family.bits() + 1), random);
        int most = 1 + random.nextInt(MOST);
        BruteForce all = new BruteForce(addresses, forbidden);
        int needed = all.fewest(budget);

        Cover within = CidrCover.within(addresses, budget, forbidden);
        Optional<Cover> ofAtMost = CidrCover.ofAtMost(most, addresses, forbidden);

        assertThat(within.optimal()).isTrue();
        assertThat(within.blocks()).hasSize(needed);
        assertThat(Optional.of(within.surplus())).isEqualTo(all.least(needed));
        assertThat(ofAtMost.map(Cover::surplus)).isEqualTo(all.leastOfAtMost(most));
    }

    private static List<IpAddress> addresses(Random random, AddressFamily family) {
        SortedSet<IpAddress> addresses = new TreeSet<>();
        BigInteger base = new BigInteger(family.bits(), random);
        int wanted = 1 + random.nextInt(MOST);
        while (addresses.size() < wanted) {
            addresses.add(address(family, base.xor(new BigInteger(1 + random.nextInt(family.bits()), random))));
        }
        return List.copyOf(addresses);
    }

    private static IpAddress address(AddressFamily family, BigInteger bits) {
        return family == AddressFamily.IPV4
                ? IpAddress.ipv4(bits.longValue())
                : new IpAddress(family, bits.shiftRight(Long.SIZE).longValue(), bits.longValue());
    }

    /** Blocks around some of the addresses asked for, and around neighbours. */
    private static BlockSet forbidden(Random random, List<IpAddress> addresses) {
        List<Cidr> blocks = new ArrayList<>();
        for (IpAddress address : addresses) {
            if (random.nextInt(4) == 0) {
                blocks.add(new Cidr(
                        address,
                        address.family().bits()
                                - random.nextInt(address.family().bits() / 2)));
            }
        }
        return BlockSet.of(blocks);
    }

    /** For each number of blocks the least surplus, by trying every block for the lowest address and so on. */
    private static final class BruteForce {
        private final List<IpAddress> addresses;
        private final BlockSet forbidden;
        private final Map<Integer, Map<Integer, BigInteger>> bySubset = new HashMap<>();

        BruteForce(List<IpAddress> addresses, BlockSet forbidden) {
            this.addresses = addresses;
            this.forbidden = forbidden;
            bySubset.put(0, Map.of(0, BigInteger.ZERO));
        }

        int fewest(BigInteger budget) {
            for (int blocks = 1; blocks <= MOST; blocks++) {
                if (least(blocks).filter(it -> it.compareTo(budget) <= 0).isPresent()) {
                    return blocks;
                }
            }
            throw new AssertionError("one block for each address is always a cover");
        }

        Optional<BigInteger> least(int blocks) {
            return Optional.ofNullable(surplus((1 << addresses.size()) - 1).get(blocks));
        }

        Optional<BigInteger> leastOfAtMost(int most) {
            return surplus((1 << addresses.size()) - 1).entrySet().stream()
                    .filter(it -> it.getKey() <= most)
                    .map(Map.Entry::getValue)
                    .min(BigInteger::compareTo);
        }

        private Map<Integer, BigInteger> surplus(int subset) {
            Map<Integer, BigInteger> known = bySubset.get(subset);
            if (known != null) {
                return known;
            }
            Map<Integer, BigInteger> best = new HashMap<>();
            IpAddress lowest = addresses.get(Integer.numberOfTrailingZeros(subset));
            int bits = lowest.family().bits();
            for (int prefix = 0; prefix <= bits; prefix++) {
                Cidr block = new Cidr(lowest, prefix);
                if (prefix == bits || !forbidden.meets(block)) {
                    int inside = inside(subset, block);
                    BigInteger extra = CidrCover.size(block).subtract(BigInteger.valueOf(Integer.bitCount(inside)));
                    surplus(subset & ~inside)
                            .forEach((blocks, rest) -> best.merge(blocks + 1, rest.add(extra), BigInteger::min));
                }
            }
            bySubset.put(subset, best);
            return best;
        }

        private int inside(int subset, Cidr block) {
            int inside = 0;
            for (int i = 0; i < addresses.size(); i++) {
                if ((subset >> i & 1) == 1 && block.contains(addresses.get(i))) {
                    inside |= 1 << i;
                }
            }
            return inside;
        }
    }
}
