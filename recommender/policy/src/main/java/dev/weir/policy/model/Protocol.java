package dev.weir.policy.model;

import java.util.Optional;

/** The three transport protocols a NetworkPolicy can name. ICMP is not among them and cannot be expressed. */
public enum Protocol {
    TCP(6),
    UDP(17),
    SCTP(132);

    private final int number;

    Protocol(int number) {
        this.number = number;
    }

    /** The number in the IP header (IANA, Protocol Numbers). */
    public int number() {
        return number;
    }

    /** The protocol with that number in the IP header, or nothing if a NetworkPolicy cannot name it. */
    public static Optional<Protocol> ofNumber(int number) {
        return switch (number) {
            case 6 -> Optional.of(TCP);
            case 17 -> Optional.of(UDP);
            case 132 -> Optional.of(SCTP);
            default -> Optional.empty();
        };
    }
}
