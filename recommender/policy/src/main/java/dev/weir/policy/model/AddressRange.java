package dev.weir.policy.model;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;

/** Addresses from {@code first} to {@code last}, both inclusive, of one family. */
public record AddressRange(IpAddress first, IpAddress last) implements Comparable<AddressRange> {

    private static final Comparator<AddressRange> ORDER =
            Comparator.comparing(AddressRange::first).thenComparing(AddressRange::last);

    public AddressRange {
        if (first.family() != last.family() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException(first + " to " + last + " is no range of addresses");
        }
    }

    public static AddressRange of(Cidr block) {
        return new AddressRange(block.first(), block.last());
    }

    /** Every address of a family. */
    public static AddressRange all(AddressFamily family) {
        return of(Cidr.of(family == AddressFamily.IPV4 ? "0.0.0.0/0" : "::/0"));
    }

    public AddressFamily family() {
        return first.family();
    }

    public boolean contains(IpAddress address) {
        return first.family() == address.family() && first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    public boolean overlaps(AddressRange other) {
        return family() == other.family() && first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
    }

    /** Whether the other range begins right after this one. */
    public boolean touches(AddressRange next) {
        return last.next().equals(Optional.of(next.first));
    }

    /** How many addresses there are. */
    public BigInteger size() {
        return number(last).subtract(number(first)).add(BigInteger.ONE);
    }

    private static BigInteger number(IpAddress address) {
        return unsigned(address.high()).shiftLeft(Long.SIZE).add(unsigned(address.low()));
    }

    private static BigInteger unsigned(long bits) {
        return new BigInteger(Long.toUnsignedString(bits));
    }

    @Override
    public int compareTo(AddressRange other) {
        return ORDER.compare(this, other);
    }

    /** Like {@code 10.0.0.0-10.255.255.255}; a single address is both ends. */
    @Override
    public String toString() {
        return first + "-" + last;
    }
}
