package dev.weir.policy.landscape;

import com.google.protobuf.ByteString;
import dev.weir.policy.model.IpAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Addresses as the messages carry them: 4 or 16 bytes in network order. */
public final class WireAddress {

    private static final ByteString MAPPED =
            ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff});

    private WireAddress() {}

    /** The address, an IPv4-mapped one as the IPv4 address it stands for; nothing if it is neither 4 nor 16 bytes. */
    public static Optional<IpAddress> of(ByteString bytes) {
        return switch (bytes.size()) {
            case 4 -> Optional.of(IpAddress.ipv4(bits(bytes)));
            case 16 ->
                Optional.of(
                        bytes.startsWith(MAPPED)
                                ? IpAddress.ipv4(bits(bytes.substring(MAPPED.size())))
                                : IpAddress.ipv6(bits(bytes.substring(0, 8)), bits(bytes.substring(8))));
            default -> Optional.empty();
        };
    }

    /** The addresses among these, without repetition, in numeric order. */
    static List<IpAddress> all(Collection<ByteString> addresses) {
        return addresses.stream()
                .flatMap(bytes -> of(bytes).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static long bits(ByteString bytes) {
        long value = 0;
        for (int i = 0; i < bytes.size(); i++) {
            value = (value << Byte.SIZE) | (bytes.byteAt(i) & 0xFF);
        }
        return value;
    }
}
