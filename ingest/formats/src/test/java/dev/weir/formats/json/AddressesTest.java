package dev.weir.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @Property(tries = 300)
    void readsWhatTheJdkWrites(@ForAll @Size(4) byte[] four, @ForAll @Size(16) byte[] sixteen)
            throws UnknownHostException {
        assertThat(Addresses.parse(InetAddress.getByAddress(four).getHostAddress()))
                .isEqualTo(ByteString.copyFrom(four));
        assertThat(Addresses.parse(InetAddress.getByAddress(sixteen).getHostAddress()))
                .isEqualTo(ByteString.copyFrom(InetAddress.getByAddress(sixteen).getAddress()));
    }

    @Property(tries = 300)
    void neverThrows(@ForAll String text) {
        Addresses.parse(text);
        Addresses.parse("::" + text);
    }

    @Test
    void ipv4InIpv6sClothesIsIpv4() {
        assertThat(Addresses.parse("::ffff:10.1.2.3")).isEqualTo(Addresses.parse("10.1.2.3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0.0",
                "10.0.0.0.0",
                "10.0.0.256",
                "10.0.0.-1",
                "010.0.0.1",
                "0x0a.0.0.1",
                "10.0.0.1/8",
                "10.0.0.*",
                "10.0.0.1-5",
                "fe80::1%eth0",
                "fd00::/8",
                "fd00:::1",
                "fd00::1::2",
                "1:2:3:4:5:6:7:8:9",
                ":",
                "*:*",
                "fd00::1-2",
                "10.0.0.1 ",
                "a.b.c.d",
                "1..1.1"
            })
    void whatIsNoSingleAddressIsNone(String text) {
        assertThat(Addresses.parse(text)).isNull();
    }
}
