package dev.weir.traffic.sighting;

import com.google.protobuf.ByteString;
import dev.weir.v1.DnsBinding;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.SightedEnd;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * What an answer of a name server binds: the name that the client asked for to each address at the end of the chain. The
 * CNAMEs between (RFC 1034 §3.6.2) are how the answer was found and not what the client asked for, so that no rule can
 * rest on them.
 */
final class Answer {
    /** Clients go on using an address when its time to live is over. */
    private static final long SHORTEST_SECONDS = 300;

    private static final long LONGEST_SECONDS = 86_400;
    private static final int LONGEST_NAME = 253;

    private Answer() {}

    /** The ends that the client may reach by that name from then on; empty where the answer binds nothing. */
    static List<SightedEnd> ends(DnsBinding dns) {
        String name = name(dns.getQuestion());
        if (!dns.getIsResponse() || dns.getRcode() != 0 || name.isEmpty()) {
            return List.of();
        }
        List<SightedEnd> ends = new ArrayList<>();
        for (ByteString ip : new LinkedHashSet<>(dns.getIpsList())) {
            ends.add(SightedEnd.newBuilder()
                    .setKind(EndpointKind.KIND_UNKNOWN)
                    .setIp(ip)
                    .addNames(name)
                    .build());
        }
        return ends;
    }

    /** How long it holds, seconds. */
    static long seconds(DnsBinding dns) {
        return Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, Integer.toUnsignedLong(dns.getTtl())));
    }

    /** A host name as policies write it (RFC 1123 §2.1, with the underscore of service names); empty where it is none. */
    static String name(String question) {
        String name = question.endsWith(".") ? question.substring(0, question.length() - 1) : question;
        name = name.toLowerCase(Locale.ROOT);
        boolean host = name.length() <= LONGEST_NAME
                && name.matches("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)+");
        return host ? name : "";
    }
}
