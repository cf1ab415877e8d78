package dev.weir.collector.inventory;

import com.google.protobuf.ByteString;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses as the API writes them, to bytes in network order: 4 or 16. */
final class Addresses {

    // Only what the API server lets pass: no wildcards, ranges, zones, octal or short forms.
    private static final IPAddressStringParameters PLAIN = parameters(false);
    private static final IPAddressStringParameters BLOCK = parameters(true);

    private Addresses() {}

    private static IPAddressStringParameters parameters(boolean prefix) {
        return new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowWildcardedSeparator(false)
                .allowMask(false)
                .allowPrefix(prefix)
                .getIPv4AddressParametersBuilder()
                .allow_inet_aton(false)
                .allowLeadingZeros(false)
                .setRangeOptions(RangeParameters.NO_RANGE)
                .getParentBuilder()
                .getIPv6AddressParametersBuilder()
                .allowZone(false)
                .setRangeOptions(RangeParameters.NO_RANGE)
                .getParentBuilder()
                .toParams();
    }

    /** The address, or nothing and a remark; what is left out is nothing without a remark. */
    static Optional<ByteString> bytes(String path, @Nullable String text, Remarks remarks) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        Optional<IPAddress> address = parse(text, PLAIN);
        if (address.isEmpty()) {
            remarks.add(path, text, "is no IP address and is left out", "");
        }
        return address.map(found -> ByteString.copyFrom(found.getBytes()));
    }

    /** The same of a list, each once, in its order. */
    static Set<ByteString> bytes(String path, List<String> texts, Remarks remarks) {
        Set<ByteString> addresses = new LinkedHashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            bytes(path + "[" + i + "]", texts.get(i), remarks).ifPresent(addresses::add);
        }
        return addresses;
    }

    /** Whether the text is a block such as {@code 10.244.1.0/24}. */
    static boolean isBlock(String text) {
        return text.contains("/") && parse(text, BLOCK).isPresent();
    }

    private static Optional<IPAddress> parse(String text, IPAddressStringParameters parameters) {
        try {
            return Optional.of(new IPAddressString(text, parameters).toAddress());
        } catch (AddressStringException e) {
            return Optional.empty();
        }
    }
}
