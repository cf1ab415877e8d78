package dev.weir.formats.ip;

/** IANA's forwardingStatus (IE 89), an octet whose two high bits are the status and the others the reason. */
public final class ForwardingStatus {
    private static final int DROPPED = 2;

    private ForwardingStatus() {}

    public static boolean isDropped(int status) {
        return status >> 6 == DROPPED;
    }
}
