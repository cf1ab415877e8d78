package dev.weir.formats.ip;

import java.util.Locale;
import java.util.Map;

/** IP protocols as exporters name them: IANA's keywords, pmacct's and conntrack's own, or a number. */
public final class IpProtocols {
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int SCTP = 132;
    public static final int ICMP = 1;
    public static final int ICMP_V6 = 58;
    public static final int UNKNOWN = 0;
    private static final int LAST = 255;

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("icmp", 1),
            Map.entry("igmp", 2),
            Map.entry("ipencap", 4),
            Map.entry("tcp", TCP),
            Map.entry("egp", 8),
            Map.entry("igp", 9),
            Map.entry("udp", UDP),
            Map.entry("dccp", 33),
            Map.entry("ipv6", 41),
            Map.entry("ipv6-route", 43),
            Map.entry("ipv6-frag", 44),
            Map.entry("rsvp", 46),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ipv6-crypt", 50),
            Map.entry("ah", 51),
            Map.entry("ipv6-auth", 51),
            Map.entry("icmp6", 58),
            Map.entry("icmpv6", 58),
            Map.entry("ipv6-icmp", 58),
            Map.entry("ipv6-nonxt", 59),
            Map.entry("ipv6-opts", 60),
            Map.entry("eigrp", 88),
            Map.entry("ospf", 89),
            Map.entry("ipip", 94),
            Map.entry("encap", 98),
            Map.entry("pim", 103),
            Map.entry("ipcomp", 108),
            Map.entry("vrrp", 112),
            Map.entry("l2tp", 115),
            Map.entry("sctp", 132),
            Map.entry("udplite", 136));

    private IpProtocols() {}

    /** IANA's number; 0 for a name that is not known, as for pmacct's own "ip", which is none. */
    public static int number(String word) {
        if (!word.isEmpty() && word.length() <= 3 && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = Integer.parseInt(word);
            return number <= LAST ? number : UNKNOWN;
        }
        return NUMBERS.getOrDefault(word.toLowerCase(Locale.ROOT), UNKNOWN);
    }

    public static boolean isIcmp(int protocol) {
        return protocol == ICMP || protocol == ICMP_V6;
    }

    /** Whether its packets have ports. An unknown protocol may. */
    public static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case UNKNOWN, TCP, UDP, 33, 132, 136 -> true;
            default -> false;
        };
    }
}
