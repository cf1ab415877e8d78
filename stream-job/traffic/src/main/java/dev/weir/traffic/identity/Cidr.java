package dev.weir.traffic.identity;

import com.google.protobuf.ByteString;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses: the first {@code bits} of {@code prefix} (RFC 4632, RFC 4291 §2.3). */
public record Cidr(ByteString prefix, int bits) implements Serializable {

    /** @throws IllegalArgumentException where the text is no address and length, such as {@code 10.244.0.0/24} */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.matches("[0-9a-fA-F.:]+/[0-9]{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' is no CIDR; expected for example 10.244.0.0/24");
        }
        try {
            byte[] address = InetAddress.getByName(text.substring(0, slash)).getAddress();
            int bits = Integer.parseInt(text.substring(slash + 1));
            if (bits > address.length * 8) {
                throw new IllegalArgumentException("'" + text + "' has a longer prefix than its address");
            }
            return new Cidr(ByteString.copyFrom(address), bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is no CIDR; expected for example 10.244.0.0/24", e);
        }
    }

    /** Whether both are IPv4 or both IPv6. */
    public boolean sameFamily(ByteString ip) {
        return ip.size() == prefix.size();
    }

    /** Whether the address, 4 or 16 bytes, lies in the block. */
    public boolean contains(ByteString ip) {
        if (!sameFamily(ip)) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (ip.byteAt(i) != prefix.byteAt(i)) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((ip.byteAt(whole) ^ prefix.byteAt(whole)) & 0xff) >>> (8 - rest) == 0;
    }

    /** As it is written, the same on every machine. */
    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(prefix.toByteArray()).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of " + prefix.size() + " bytes", e);
        }
    }
}
