package dev.weir.policy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Peer.IpBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressSetTest {

    @Test
    void blocksThatOverlapAreOneInterval() {
        AddressSet set =
                AddressSet.ofCidrs(cidrs("10.0.0.1/32", "10.0.0.0/30", "10.0.0.1/32", "fd00::/127", "10.0.0.0/31"));

        assertThat(intervals(set)).containsExactly("10.0.0.0-10.0.0.3", "fd00::-fd00::1");
    }

    @Test
    void exceptionsLeaveWhatIsBeforeBetweenAndBehindThem() {
        AddressSet set =
                AddressSet.ofBlocks(List.of(block("10.0.0.0/29", "10.0.0.6/32", "10.0.0.2/31", "10.0.0.3/32")));

        assertThat(intervals(set)).containsExactly("10.0.0.0-10.0.0.1", "10.0.0.4-10.0.0.5", "10.0.0.7-10.0.0.7");
    }

    @Test
    void exceptionsAtBothEndsLeaveTheMiddle() {
        AddressSet set = AddressSet.ofBlocks(List.of(block("10.0.0.0/30", "10.0.0.0/32", "10.0.0.3/32")));

        assertThat(intervals(set)).containsExactly("10.0.0.1-10.0.0.2");
    }

    @Test
    void exceptionThatEndsWithItsHalfOfAnAddressIsFollowedByTheNextHalf() {
        AddressSet set = AddressSet.ofBlocks(List.of(block("fd00::/62", "fd00:0:0:1::/64")));

        assertThat(intervals(set))
                .containsExactly("fd00::-fd00::ffff:ffff:ffff:ffff", "fd00:0:0:2::-fd00::3:ffff:ffff:ffff:ffff");
    }

    @Test
    void exceptionWithinTheLowerHalfLeavesBothSides() {
        AddressSet set = AddressSet.ofBlocks(List.of(block("fd00::/126", "fd00::1/128")));

        assertThat(intervals(set)).containsExactly("fd00::-fd00::", "fd00::2-fd00::3");
    }

    @Test
    void exceptionsThatCoverTheBlockLeaveNothing() {
        assertThat(AddressSet.ofBlocks(List.of(block("10.0.0.0/31", "10.0.0.0/32", "10.0.0.1/32")))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whatOneBlockExceptsAnotherMayHold() {
        AddressSet set = AddressSet.ofBlocks(List.of(block("10.0.0.0/30", "10.0.0.1/32"), block("10.0.0.1/32")));

        assertThat(Stream.of("9.255.255.255", "10.0.0.0", "10.0.0.1", "10.0.0.3", "10.0.0.4")
                        .filter(it -> set.contains(Optional.of(IpAddress.of(it)))))
                .containsExactly("10.0.0.0", "10.0.0.1", "10.0.0.3");
    }

    @Test
    void unionHoldsWhatAnyHolds() {
        AddressSet union = AddressSet.union(List.of(
                AddressSet.ofCidrs(cidrs("10.0.0.0/31")),
                AddressSet.ofCidrs(List.of()),
                AddressSet.ofCidrs(cidrs("::/128"))));

        assertThat(intervals(union)).containsExactly("10.0.0.0-10.0.0.1", "::-::");
        assertThat(AddressSet.union(List.of()).isEmpty()).isTrue();
    }

    @Test
    void noSetHoldsAnAddressThatIsNotKnown() {
        assertThat(AddressSet.ofCidrs(cidrs("0.0.0.0/0", "::/0")).contains(Optional.empty()))
                .isFalse();
    }

    private static List<String> intervals(AddressSet set) {
        List<String> intervals = new ArrayList<>();
        set.forEachInterval((first, last) -> intervals.add(first + "-" + last));
        return intervals;
    }

    private static List<Cidr> cidrs(String... blocks) {
        return Stream.of(blocks).map(Cidr::of).toList();
    }

    private static IpBlock block(String cidr, String... except) {
        return new IpBlock(Cidr.of(cidr), cidrs(except));
    }
}
