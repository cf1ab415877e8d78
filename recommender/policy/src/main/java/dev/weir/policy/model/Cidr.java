package dev.weir.policy.model;

import java.util.Comparator;
import java.util.Optional;

/**
 * A block of addresses: all that share the first {@code prefixLength} bits of {@code network}. The constructor clears
 * the bits behind the prefix, so {@code 10.1.2.3/8} and {@code 10.0.0.0/8} are one value, as they are for a data plane.
 *
 * @param prefixLength 0..32 for IPv4, 0..128 for IPv6
 */
public record Cidr(IpAddress network, int prefixLength) implements Comparable<Cidr> {

    private static final Comparator<Cidr> ORDER =
            Comparator.comparing(Cidr::network).thenComparing(Cidr::prefixLength);

    public Cidr {
        if (prefixLength < 0 || prefixLength > network.family().bits()) {
            throw new IllegalArgumentException(
                    "A prefix of " + network + " has 0 to " + network.family().bits() + " bits, not " + prefixLength);
        }
        network = keep(network, prefixLength, 0);
    }

    /** Reads {@code address/length}, or nothing if the text is anything else. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int prefixLength = Integer.parseInt(text.substring(slash + 1));
        return IpAddress.parse(text.substring(0, slash))
                .filter(address -> prefixLength <= address.family().bits())
                .map(address -> new Cidr(address, prefixLength));
    }

    /**
     * Reads {@code address/length}.
     *
     * @throws IllegalArgumentException if the text is not exactly one block
     */
    public static Cidr of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is not a CIDR; write it like 10.0.0.0/8 or fd00::/8"));
    }

    /** The block that holds one address only. */
    public static Cidr ofSingle(IpAddress address) {
        return new Cidr(address, address.family().bits());
    }

    public AddressFamily family() {
        return network.family();
    }

    /** The lowest address of the block. */
    public IpAddress first() {
        return network;
    }

    /** The highest address of the block. */
    public IpAddress last() {
        return keep(network, prefixLength, -1L);
    }

    public boolean contains(IpAddress address) {
        return address.family() == family() && keep(address, prefixLength, 0).equals(network);
    }

    /** Whether every address of the other block is in this one; a block contains itself. */
    public boolean contains(Cidr other) {
        return prefixLength <= other.prefixLength && contains(other.network);
    }

    @Override
    public int compareTo(Cidr other) {
        return ORDER.compare(this, other);
    }

    /** The canonical text: network address and length. */
    @Override
    public String toString() {
        return network + "/" + prefixLength;
    }

    /** The first {@code length} bits of an address, followed by bits of {@code fill}. */
    private static IpAddress keep(IpAddress address, int length, long fill) {
        if (address.family() == AddressFamily.IPV4) {
            long mask = upperBits(length + Integer.SIZE);
            return IpAddress.ipv4(select(mask, address.low(), fill) & 0xFFFF_FFFFL);
        }
        long high = upperBits(Math.min(length, Long.SIZE));
        long low = upperBits(Math.max(length - Long.SIZE, 0));
        return IpAddress.ipv6(select(high, address.high(), fill), select(low, address.low(), fill));
    }

    private static long select(long mask, long whereSet, long whereClear) {
        return (whereSet & mask) | (whereClear & ~mask);
    }

    private static long upperBits(int count) {
        return count == 0 ? 0 : -1L << (Long.SIZE - count);
    }
}
