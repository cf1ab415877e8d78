package dev.weir.policy.model;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Comparator;
import java.util.Optional;

/**
 * An IP address as two numbers, so that it compares, hashes and fits into tables without an object graph. An IPv4
 * address is the lower 32 bits of {@code low}. An IPv4-mapped IPv6 address ({@code ::ffff:10.0.0.1}) is read as the
 * IPv4 address it stands for; zones are not part of an address and are refused.
 *
 * @param high the upper 64 bits of an IPv6 address, 0 for IPv4
 * @param low the lower 64 bits of an IPv6 address, or the IPv4 address in 0..2^32-1
 */
public record IpAddress(AddressFamily family, long high, long low) implements Comparable<IpAddress> {

    private static final long IPV4_MASK = 0xFFFF_FFFFL;
    private static final Comparator<IpAddress> NUMERIC = Comparator.comparing(IpAddress::family)
            .thenComparing(IpAddress::high, Long::compareUnsigned)
            .thenComparing(IpAddress::low, Long::compareUnsigned);

    // One plain address and nothing else: no prefix, range, wildcard, zone, octal or "10.1" short form. Leading zeros
    // are read as decimal, as the API server reads the addresses of stored objects.
    private static final IPAddressStringParameters PLAIN = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowPrefix(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(IPAddressStringParameters.RangeParameters.NO_RANGE)
            .allow_inet_aton(false)
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv4AddressParametersBuilder()
            .allowBinary(false)
            .getParentBuilder()
            .toParams();

    public IpAddress {
        if (family == AddressFamily.IPV4 && (high != 0 || low != (low & IPV4_MASK))) {
            throw new IllegalArgumentException("An IPv4 address has 32 bits, not " + high + ":" + low);
        }
    }

    /** Reads one address, or nothing if the text is anything else. */
    public static Optional<IpAddress> parse(String text) {
        // The library forgives blanks around an address; the API does not.
        IPAddress address = text.equals(text.strip()) ? new IPAddressString(text, PLAIN).getAddress() : null;
        if (address == null) {
            return Optional.empty();
        }
        if (address.isIPv4()) {
            return Optional.of(ipv4(address.toIPv4().longValue()));
        }
        IPv6Address wide = address.toIPv6();
        if (wide.isIPv4Mapped()) {
            return Optional.of(ipv4(wide.getEmbeddedIPv4Address().longValue()));
        }
        return Optional.of(ipv6(bits(wide.getBytes(), 0), bits(wide.getBytes(), 8)));
    }

    /**
     * Reads one address.
     *
     * @throws IllegalArgumentException if the text is not exactly one address
     */
    public static IpAddress of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is not an IP address; write it like 10.0.0.1 or fd00::1"));
    }

    /** The IPv4 address of a number in 0..2^32-1. */
    public static IpAddress ipv4(long value) {
        return new IpAddress(AddressFamily.IPV4, 0, value);
    }

    /** The IPv6 address of its two halves. */
    public static IpAddress ipv6(long high, long low) {
        return new IpAddress(AddressFamily.IPV6, high, low);
    }

    /** The next higher address, or nothing after the highest of the family. */
    public Optional<IpAddress> next() {
        if (family == AddressFamily.IPV4) {
            return low == IPV4_MASK ? Optional.empty() : Optional.of(ipv4(low + 1));
        }
        if (low == -1) {
            return high == -1 ? Optional.empty() : Optional.of(ipv6(high + 1, 0));
        }
        return Optional.of(ipv6(high, low + 1));
    }

    /** The next lower address, or nothing before the lowest of the family. */
    public Optional<IpAddress> previous() {
        if (low == 0) {
            boolean lowest = family == AddressFamily.IPV4 || high == 0;
            return lowest ? Optional.empty() : Optional.of(ipv6(high - 1, -1));
        }
        return Optional.of(new IpAddress(family, high, low - 1));
    }

    @Override
    public int compareTo(IpAddress other) {
        return NUMERIC.compare(this, other);
    }

    /** The canonical text: dotted decimal, or RFC 5952 for IPv6. */
    @Override
    public String toString() {
        return family == AddressFamily.IPV4
                ? new IPv4Address((int) low).toCanonicalString()
                : new IPv6Address(high, low).toCanonicalString();
    }

    private static long bits(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            value = (value << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return value;
    }
}
