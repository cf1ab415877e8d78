package dev.weir.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @Test
    void bitsBehindThePrefixDoNotCount() {
        assertThat(Cidr.of("10.1.2.3/8")).isEqualTo(Cidr.of("10.0.0.0/8")).hasToString("10.0.0.0/8");
        assertThat(Cidr.of("FD00:0:1::9/48")).hasToString("fd00:0:1::/48");
    }

    @Test
    void blockOfOneFamilyNeverHoldsAnAddressOfTheOther() {
        assertThat(Cidr.of("0.0.0.0/0").contains(IpAddress.of("::1"))).isFalse();
        assertThat(Cidr.of("::/0").contains(IpAddress.of("10.0.0.1"))).isFalse();
    }

    @Test
    void leadingZerosAreDecimal() {
        assertThat(IpAddress.of("010.0.0.8")).hasToString("10.0.0.8");
    }

    @Test
    void mappedAddressIsTheAddressItStandsFor() {
        assertThat(IpAddress.of("::ffff:10.0.0.1")).isEqualTo(IpAddress.of("10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10.1",
                "1",
                "*",
                "10.0.0.*",
                "10.0.0.1-2",
                "10.0.0.256",
                "10.0.0.1 ",
                "0x0a.0.0.1",
                "1.2.3.4.",
                "fe80::1%eth0",
                "::1::",
                "[::1]",
                "10.0.0.1/8"
            })
    void whatIsNotOneAddressIsNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/", "/8", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8/9"})
    void whatIsNotOneBlockIsNoBlock(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    @Property
    void ipv4BlockHoldsExactlyTheAddressesBetweenItsEnds(
            @ForAll int network, @ForAll @IntRange(max = 32) int length, @ForAll int other) {
        Cidr block = new Cidr(IpAddress.ipv4(network & 0xFFFF_FFFFL), length);
        assertHoldsBetweenEnds(block, IpAddress.ipv4(other & 0xFFFF_FFFFL));
        assertHoldsBetweenEnds(block, IpAddress.ipv4((network ^ 1L << other % 31) & 0xFFFF_FFFFL));
    }

    @Property
    void ipv6BlockHoldsExactlyTheAddressesBetweenItsEnds(
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(max = 128) int length,
            @ForAll @IntRange(max = 63) int bit) {
        Cidr block = new Cidr(IpAddress.ipv6(high, low), length);
        assertHoldsBetweenEnds(block, IpAddress.ipv6(high ^ 1L << bit, low));
        assertHoldsBetweenEnds(block, IpAddress.ipv6(high, low ^ 1L << bit));
    }

    @Property
    void textOfABlockIsReadBackAsTheBlock(
            @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 128) int length) {
        // The IPv4-mapped range is read as IPv4 on purpose.
        long upper = high == 0 ? 1L << 40 : high;
        Cidr block = new Cidr(IpAddress.ipv6(upper, low), 64 + length / 2);
        assertThat(Cidr.of(block.toString())).isEqualTo(block);
    }

    private static void assertHoldsBetweenEnds(Cidr block, IpAddress address) {
        boolean between = block.first().compareTo(address) <= 0 && address.compareTo(block.last()) <= 0;
        assertThat(block.contains(address)).isEqualTo(between);
    }
}
