package dev.weir.policy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.AddressRange;
import dev.weir.policy.model.Cidr;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlocksTest {

    @Test
    void aHoleLeavesItsSiblingsOnTheWayDown() {
        assertThat(Blocks.without(Cidr.of("10.0.0.0/30"), List.of(Cidr.of("10.0.0.1/32"))))
                .containsExactly(Cidr.of("10.0.0.0/32"), Cidr.of("10.0.0.2/31"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0 10.0.0.0/8 192.168.0.0/16 192.168.1.1/32",
                "::/0 fd00::/8 2001:db8::1/128",
                "2001:db8::/62 2001:db8:0:1::/64 2001:db8:0:1:8000::/65"
            })
    void whatIsLeftIsDisjointAndAsLargeAsItShouldBe(String text) {
        List<Cidr> blocks = Stream.of(text.split(" ")).map(Cidr::of).toList();
        List<Cidr> holes = blocks.subList(1, blocks.size());

        List<Cidr> rest = Blocks.without(blocks.get(0), holes);

        List<Cidr> outermost = holes.stream()
                .filter(hole -> holes.stream().noneMatch(it -> !it.equals(hole) && it.contains(hole)))
                .toList();
        assertThat(size(rest).add(size(outermost))).isEqualTo(size(List.of(blocks.get(0))));
        assertThat(rest).allMatch(it -> holes.stream().noneMatch(hole -> hole.contains(it) || it.contains(hole)));
        assertThat(rest)
                .allMatch(
                        it -> rest.stream().filter(other -> other.contains(it)).count() == 1);
    }

    private static BigInteger size(List<Cidr> blocks) {
        return blocks.stream().map(AddressRange::of).map(AddressRange::size).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
