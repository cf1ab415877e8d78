package dev.weir.formats.wire;

/** Protocol numbers of IANA's registry that a reader must tell apart. */
public final class IpProtocol {
    public static final int UNKNOWN = 0;
    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMP_V6 = 58;
    private static final int DCCP = 33;
    private static final int SCTP = 132;
    private static final int UDP_LITE = 136;

    private IpProtocol() {}

    /** Whether its packets have ports. An unknown protocol may. */
    public static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case UNKNOWN, TCP, UDP, DCCP, SCTP, UDP_LITE -> true;
            default -> false;
        };
    }

    public static boolean isIcmp(int protocol) {
        return protocol == ICMP || protocol == ICMP_V6;
    }
}
