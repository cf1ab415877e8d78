package dev.weir.policy.cover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlockSetTest {

    // Not static: a mutant in a JVM that is used again would not be seen.
    private final BlockSet blocks = BlockSet.of(
            List.of(Cidr.of("10.0.0.0/30"), Cidr.of("10.0.0.1/32"), Cidr.of("10.0.0.8/29"), Cidr.of("2001:db8::/64")));

    @Test
    void aBlockInAnotherIsLeftOut() {
        assertThat(blocks.blocks())
                .containsExactly(Cidr.of("10.0.0.0/30"), Cidr.of("10.0.0.8/29"), Cidr.of("2001:db8::/64"));
        assertThat(BlockSet.none().blocks()).isEmpty();
    }

    @Test
    void itHoldsTheAddressesOfItsBlocksAndNoOthers() {
        assertThat(List.of("10.0.0.0", "10.0.0.3", "10.0.0.8", "10.0.0.15", "2001:db8::1"))
                .allMatch(address -> blocks.contains(IpAddress.of(address)));
        assertThat(List.of("9.255.255.255", "10.0.0.4", "10.0.0.7", "10.0.0.16", "2001:db8:0:1::"))
                .noneMatch(address -> blocks.contains(IpAddress.of(address)));
        assertThat(BlockSet.none().contains(IpAddress.of("10.0.0.0"))).isFalse();
    }

    @Test
    void itMeetsABlockThatHoldsOneOfItsAndOneThatOneOfItsHolds() {
        assertThat(List.of("10.0.0.2/31", "10.0.0.0/29", "10.0.0.0/8", "10.0.0.8/29", "::/0"))
                .allMatch(block -> blocks.meets(Cidr.of(block)));
        assertThat(List.of("10.0.0.4/30", "10.0.0.16/28", "9.0.0.0/8", "2001:db8:0:1::/64"))
                .noneMatch(block -> blocks.meets(Cidr.of(block)));
        assertThat(BlockSet.none().meets(Cidr.of("0.0.0.0/0"))).isFalse();
    }
}
