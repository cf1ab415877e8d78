package dev.weir.policy.model;

/** IPv4 or IPv6. A block of one family never matches an address of the other. */
public enum AddressFamily {
    IPV4(32),
    IPV6(128);

    private final int bits;

    AddressFamily(int bits) {
        this.bits = bits;
    }

    /** Length of an address, which is also the longest prefix. */
    public int bits() {
        return bits;
    }
}
