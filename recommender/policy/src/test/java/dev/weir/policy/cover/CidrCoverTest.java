package dev.weir.policy.cover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CidrCoverTest {

    private static final long BASE = IpAddress.of("203.0.113.16").low();
    private static final int UNIVERSE = 16;
    private static final BlockSet HOLE = BlockSet.of(List.of(Cidr.of("203.0.113.20/31")));

    @Test
    void everySubsetOfASmallBlockHasTheCoverThatBruteForceFindsForEveryBudget() {
        for (BlockSet forbidden : List.of(BlockSet.none(), HOLE)) {
            int[][] best = bruteForce(forbidden);
            for (int subset = 1; subset < best.length; subset++) {
                List<IpAddress> addresses = addresses(subset);
                Cover before = null;
                for (int budget = 0; budget <= UNIVERSE; budget++) {
                    Cover cover = CidrCover.within(addresses, BigInteger.valueOf(budget), forbidden);
                    int blocks = fewest(best[subset], budget);
                    boolean isBest = cover.optimal()
                            && cover.blocks().size() == blocks
                            && cover.surplus().intValue() == best[subset][blocks];
                    if (!isBest) {
                        throw new AssertionError(addresses + " within " + budget + ": " + cover);
                    }
                    if (!cover.equals(before)) {
                        holds(cover, addresses, forbidden);
                    }
                    before = cover;
                }
            }
        }
    }

    @Test
    void everyNumberOfBlocksHasTheSurplusThatBruteForceFinds() {
        for (BlockSet forbidden : List.of(BlockSet.none(), HOLE)) {
            int[][] best = bruteForce(forbidden);
            for (int subset = 1; subset < best.length; subset += 3) {
                int least = Integer.MAX_VALUE;
                for (int blocks = 1; blocks <= UNIVERSE; blocks++) {
                    least = Math.min(least, best[subset][blocks]);
                    Optional<Cover> cover = CidrCover.ofAtMost(blocks, addresses(subset), forbidden);
                    assertThat(cover.map(it -> it.surplus().intValue()).orElse(Integer.MAX_VALUE))
                            .isEqualTo(least);
                }
            }
        }
    }

    @Test
    void addressesOfIpv6AreCoveredWithAnExactSurplus() {
        List<IpAddress> ends = List.of(IpAddress.of("::1:0:0:0:1"), IpAddress.of("8000::"));

        Cover whole = CidrCover.ofAtMost(1, ends, BlockSet.none()).orElseThrow();
        Cover apart = CidrCover.within(ends, BigInteger.TEN, BlockSet.none());

        assertThat(whole.blocks()).containsExactly(Cidr.of("::/0"));
        assertThat(whole.surplus()).isEqualTo(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.TWO));
        assertThat(apart.blocks()).hasSize(2);
        assertThat(apart.surplus()).isZero();
    }

    @Test
    void neighboursOnBothSidesOfTheMiddleOfIpv6AreOneBlock() {
        List<IpAddress> pair = List.of(IpAddress.of("2001:db8::2"), IpAddress.of("2001:db8::3"));

        Cover cover = CidrCover.within(pair, BigInteger.ZERO, BlockSet.none());

        assertThat(cover.blocks()).containsExactly(Cidr.of("2001:db8::2/127"));
    }

    @Test
    void tenThousandAddressesAreCoveredWithinEveryBudgetAndMoreBudgetNeverNeedsMoreBlocks() {
        Set<IpAddress> many = new TreeSet<>();
        Random random = new Random(7);
        while (many.size() < 10_000) {
            many.add(IpAddress.ipv4((198L << 24) + (18L << 16) + random.nextInt(1 << 17)));
        }

        int before = many.size();
        for (long budget : new long[] {0, 16, 256, 1000}) {
            Cover cover = CidrCover.within(many, BigInteger.valueOf(budget), BlockSet.none());
            holds(cover, many, BlockSet.none());
            assertThat(cover.optimal()).isTrue();
            assertThat(cover.surplus()).isLessThanOrEqualTo(BigInteger.valueOf(budget));
            assertThat(cover.blocks()).hasSizeLessThanOrEqualTo(before);
            before = cover.blocks().size();
        }
        Cover fallback = CidrCover.within(many, BigInteger.valueOf(50_000), BlockSet.none());
        holds(fallback, many, BlockSet.none());
        assertThat(fallback.optimal()).isFalse();
        assertThat(fallback.surplus()).isLessThanOrEqualTo(BigInteger.valueOf(50_000));
    }

    @Test
    void theExampleInTheDocumentsHolds() {
        List<IpAddress> asked = Stream.of(
                        "198.51.100.10",
                        "198.51.100.11",
                        "198.51.100.13",
                        "198.51.100.14",
                        "198.51.100.200",
                        "203.0.113.5",
                        "203.0.113.130")
                .map(IpAddress::of)
                .toList();

        assertThat(text(asked, 0))
                .isEqualTo("198.51.100.10/31 198.51.100.13/32 198.51.100.14/32 198.51.100.200/32 203.0.113.5/32"
                        + " 203.0.113.130/32: 0");
        assertThat(text(asked, 16)).isEqualTo("198.51.100.8/29 198.51.100.200/32 203.0.113.5/32 203.0.113.130/32: 4");
        assertThat(text(asked, 256)).isEqualTo("198.51.100.0/24 203.0.113.5/32 203.0.113.130/32: 251");
    }

    private static String text(List<IpAddress> asked, long budget) {
        Cover cover = CidrCover.within(asked, BigInteger.valueOf(budget), BlockSet.none());
        return cover.blocks().stream().map(Cidr::toString).collect(Collectors.joining(" ")) + ": " + cover.surplus();
    }

    @Test
    void noAddressOrTwoFamiliesAreRefused() {
        List<IpAddress> mixed = List.of(IpAddress.of("192.0.2.1"), IpAddress.of("2001:db8::1"));

        assertThatThrownBy(() -> CidrCover.within(mixed, BigInteger.ZERO, BlockSet.none()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CidrCover.within(List.of(), BigInteger.ZERO, BlockSet.none()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Covers everything asked for, meets nothing forbidden, is disjoint, and has the surplus that it states. */
    private static void holds(Cover cover, Collection<IpAddress> addresses, BlockSet forbidden) {
        BlockSet blocks = BlockSet.of(cover.blocks());
        assertThat(blocks.blocks()).isEqualTo(cover.blocks());
        assertThat(addresses).allMatch(blocks::contains);
        assertThat(cover.blocks())
                .allMatch(block -> block.prefixLength() == block.family().bits() || !forbidden.meets(block));
        BigInteger size = cover.blocks().stream().map(CidrCover::size).reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(size.subtract(BigInteger.valueOf(addresses.size()))).isEqualTo(cover.surplus());
    }

    private static List<IpAddress> addresses(int subset) {
        return IntStream.range(0, UNIVERSE)
                .filter(bit -> ((subset >> bit) & 1) == 1)
                .mapToObj(bit -> IpAddress.ipv4(BASE + bit))
                .toList();
    }

    private static int fewest(int[] surplusByBlocks, int budget) {
        for (int blocks = 1; blocks < surplusByBlocks.length; blocks++) {
            if (surplusByBlocks[blocks] <= budget) {
                return blocks;
            }
        }
        throw new AssertionError("no cover");
    }

    /** For each subset and number of blocks the least surplus, by trying every set of disjoint blocks there is. */
    private static int[][] bruteForce(BlockSet forbidden) {
        int[][] best = new int[1 << UNIVERSE][UNIVERSE + 1];
        for (int[] row : best) {
            Arrays.fill(row, Integer.MAX_VALUE);
        }
        for (int subset = 1; subset < best.length; subset++) {
            // The lowest address is in one block of five sizes; what that leaves is a smaller subset.
            int lowest = Integer.numberOfTrailingZeros(subset);
            for (int bits = 0; bits <= 4; bits++) {
                Cidr block = new Cidr(IpAddress.ipv4(BASE + lowest), 32 - bits);
                if (bits > 0 && forbidden.meets(block)) {
                    continue;
                }
                int mask = ((1 << (1 << bits)) - 1) << (lowest >> bits << bits);
                int rest = subset & ~mask;
                int extra = Integer.bitCount(mask) - Integer.bitCount(subset & mask);
                for (int blocks = 1; blocks <= UNIVERSE; blocks++) {
                    int others = rest == 0 ? (blocks == 1 ? 0 : Integer.MAX_VALUE) : best[rest][blocks - 1];
                    if (others != Integer.MAX_VALUE) {
                        best[subset][blocks] = Math.min(best[subset][blocks], others + extra);
                    }
                }
            }
        }
        return best;
    }
}
