package dev.weir.formats.json;

import com.google.protobuf.ByteString;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import org.jspecify.annotations.Nullable;

/** IP addresses as text (RFC 4291 section 2.2; dotted decimal) to their 4 or 16 bytes. */
public final class Addresses {

    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowAll(false)
            .allowEmpty(false)
            .allowMask(false)
            .allowPrefix(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .getParentBuilder()
            .toParams();

    private Addresses() {}

    /**
     * The bytes, or null if the text is no address. An IPv4 address in IPv6's clothes (RFC 4291 section 2.5.5.2) gives 4
     * bytes, so that one host has one address.
     */
    public static @Nullable ByteString parse(String text) {
        return text.indexOf(':') < 0 ? dotted(text) : hexadecimal(text);
    }

    /** Whether it is 0.0.0.0, :: or nothing at all. */
    public static boolean isUnspecified(ByteString address) {
        for (int i = 0; i < address.size(); i++) {
            if (address.byteAt(i) != 0) {
                return false;
            }
        }
        return true;
    }

    // The common case by hand: a Hubble record has two of them, and the library takes a microsecond each.
    private static @Nullable ByteString dotted(String text) {
        byte[] bytes = new byte[4];
        int at = 0;
        for (int octet = 0; octet < 4; octet++) {
            int start = at;
            int value = 0;
            while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            if (at == start || leadingZero || value > 255) {
                return null;
            }
            bytes[octet] = (byte) value;
            boolean dotWanted = octet < 3;
            if (dotWanted && (at == text.length() || text.charAt(at++) != '.')) {
                return null;
            }
        }
        return at == text.length() ? ByteString.copyFrom(bytes) : null;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static @Nullable ByteString hexadecimal(String text) {
        try {
            IPAddress address = new IPAddressString(text, STRICT).toAddress();
            if (!(address instanceof IPv6Address six)) {
                return null;
            }
            return ByteString.copyFrom(
                    six.isIPv4Mapped() ? six.getEmbeddedIPv4Address().getBytes() : six.getBytes());
        } catch (AddressStringException notAnAddress) {
            return null;
        }
    }
}
