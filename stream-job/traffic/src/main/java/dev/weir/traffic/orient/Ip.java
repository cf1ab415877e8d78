package dev.weir.traffic.orient;

import com.google.protobuf.ByteString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Kinds of address, by the registries of RFC 6890 and RFC 4291. Addresses are 4 or 16 bytes in network order. */
public final class Ip {
    private Ip() {}

    /** Multicast, limited broadcast or the unspecified address: no single pod can be meant. */
    public static boolean isNoSingleHost(ByteString ip) {
        if (ip.isEmpty()) {
            return false;
        }
        InetAddress address = address(ip);
        return address.isMulticastAddress() || address.isAnyLocalAddress() || isBroadcast(ip);
    }

    public static boolean isLoopback(ByteString ip) {
        return !ip.isEmpty() && address(ip).isLoopbackAddress();
    }

    /** fe80::/10: neighbour and router discovery, never between pods. */
    public static boolean isIpv6LinkLocal(ByteString ip) {
        return ip.size() == 16 && address(ip).isLinkLocalAddress();
    }

    /** RFC 1918, RFC 6598, RFC 3927 and RFC 4193: an address that may belong to a pod that the inventory lacks. */
    public static boolean isPrivate(ByteString ip) {
        if (ip.isEmpty()) {
            return false;
        }
        InetAddress address = address(ip);
        boolean sharedSpace = ip.size() == 4 && ip.byteAt(0) == 100 && (ip.byteAt(1) & 0xc0) == 64;
        boolean uniqueLocal = ip.size() == 16 && (ip.byteAt(0) & 0xfe) == 0xfc;
        return address.isSiteLocalAddress() || address.isLinkLocalAddress() || sharedSpace || uniqueLocal;
    }

    /** The usual text of an address: dotted quad or RFC 5952. */
    public static String text(ByteString ip) {
        if (ip.isEmpty()) {
            return "";
        }
        if (ip.size() == 4) {
            return address(ip).getHostAddress();
        }
        return Rfc5952.text(ip.toByteArray());
    }

    /** The address that a text means; empty where it is a name. */
    public static Optional<ByteString> parse(String text) {
        boolean address = text.indexOf(':') >= 0 || text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        if (!address || !text.matches("[0-9a-fA-F:.]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(ByteString.copyFrom(InetAddress.getByName(text).getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isBroadcast(ByteString ip) {
        return ip.size() == 4 && ip.byteAt(0) == -1 && ip.byteAt(1) == -1 && ip.byteAt(2) == -1 && ip.byteAt(3) == -1;
    }

    private static InetAddress address(ByteString ip) {
        try {
            return InetAddress.getByAddress(ip.toByteArray());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, this one has " + ip.size(), e);
        }
    }
}
