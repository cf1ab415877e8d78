package dev.weir.policy.cover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of several covers is taken. */
final class CoverChoicesTest {

    @Test
    void theWholeBudgetMayBeUsed() {
        assertThat(within(2, 0, 3)).containsExactly(Cidr.of("10.0.0.0/30"));
        assertThat(within(1, 0, 3)).hasSize(2);
    }

    @Test
    void ofAsManyBlocksTheOneWithLessSurplusIsTakenWhereverItIs() {
        assertThat(within(6, 0, 2, 8, 15))
                .containsExactly(Cidr.of("10.0.0.0/30"), Cidr.of("10.0.0.8/32"), Cidr.of("10.0.0.15/32"));
        assertThat(within(6, 0, 7, 8, 10))
                .containsExactly(Cidr.of("10.0.0.0/32"), Cidr.of("10.0.0.7/32"), Cidr.of("10.0.0.8/30"));
    }

    @Test
    void ofEqualCoversTheOneThatJoinsTheLowestAddressesIsTaken() {
        assertThat(within(2, 0, 2, 8, 10))
                .containsExactly(Cidr.of("10.0.0.0/30"), Cidr.of("10.0.0.8/32"), Cidr.of("10.0.0.10/32"));
    }

    @Test
    void ofEqualSurplusFewerBlocksAreTaken() {
        Cover cover =
                CidrCover.ofAtMost(2, addresses(0, 3, 4, 7), BlockSet.none()).orElseThrow();

        assertThat(cover).isEqualTo(new Cover(List.of(Cidr.of("10.0.0.0/29")), BigInteger.valueOf(4), true));
    }

    @Test
    void whereForbiddenBlocksLeaveNoCoverOfSoFewBlocksThereIsNone() {
        BlockSet between = BlockSet.of(List.of(Cidr.of("10.0.0.1/32")));

        assertThat(CidrCover.ofAtMost(1, addresses(0, 3), between)).isEmpty();
        assertThat(CidrCover.ofAtMost(2, addresses(0, 3), between).orElseThrow().blocks())
                .hasSize(2);
    }

    @Test
    void anAddressThatIsForbiddenItselfIsABlockOfItsOwnUnlessNothingIsBesideIt() {
        BlockSet forbidden = BlockSet.of(List.of(Cidr.of("10.0.0.0/32")));

        assertThat(CidrCover.within(addresses(0, 2), BigInteger.TEN, forbidden).blocks())
                .containsExactly(Cidr.of("10.0.0.0/32"), Cidr.of("10.0.0.2/32"));
    }

    @Test
    void limitsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> CidrCover.within(addresses(0), BigInteger.valueOf(-1), BlockSet.none()))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> CidrCover.ofAtMost(0, addresses(0), BlockSet.none()))
                .hasMessageContaining("0");
        assertThat(CidrCover.ofAtMost(1, addresses(0), BlockSet.none())).isPresent();
    }

    @Test
    void aThinnedFrontKeepsItsEndsAndIsSpreadEvenly() {
        Front front = front(5);

        Front thinned = front.thinned(3);

        assertThat(thinned.points()).extracting(Front.Point::blocks).containsExactly(1, 3, 5);
        assertThat(thinned.optimal()).isFalse();
        assertThat(front.thinned(5)).isSameAs(front);
        assertThat(front.thinned(4).points()).hasSize(4);
    }

    @Test
    void aJoinedFrontIsTheBestOnlyIfBothHalvesAre() {
        Limits limits = new Limits(100, BigInteger.valueOf(100));

        assertThat(Front.join(front(2), front(2), limits).optimal()).isTrue();
        assertThat(Front.join(front(2), front(5).thinned(3), limits).optimal()).isFalse();
        assertThat(Front.join(front(5).thinned(3), front(2), limits).optimal()).isFalse();
    }

    @Test
    void aBlockForTheWholeTakesThePlaceOfCoversWithNoLessSurplus() {
        Front.Point whole = Front.Point.of(Cidr.of("10.0.0.0/29"), BigInteger.valueOf(3));

        // Surplus 4, 3, 2, 1, 0 by 1 to 5 blocks.
        assertThat(front(5).or(whole).points())
                .extracting(Front.Point::surplus)
                .containsExactly(BigInteger.valueOf(3), BigInteger.TWO, BigInteger.ONE, BigInteger.ZERO);
    }

    private static Front front(int points) {
        List<Front.Point> all = new ArrayList<>();
        for (int i = 1; i <= points; i++) {
            all.add(new Front.Point(i, BigInteger.valueOf(points - i), Cidr.of("10.0.0.0/32"), null, null));
        }
        return new Front(all, true);
    }

    private static List<Cidr> within(int budget, int... last) {
        return CidrCover.within(addresses(last), BigInteger.valueOf(budget), BlockSet.none())
                .blocks();
    }

    private static List<IpAddress> addresses(int... last) {
        return IntStream.of(last).mapToObj(it -> IpAddress.of("10.0.0." + it)).toList();
    }
}
