package dev.weir.formats.netflow;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the element behind a template's numbers. */
final class Elements {
    /** Where exporters say the same in another element. */
    private static final Map<Element, Element> SAME = new EnumMap<>(Map.of(
            Element.UDP_SOURCE_PORT, Element.SOURCE_TRANSPORT_PORT,
            Element.TCP_SOURCE_PORT, Element.SOURCE_TRANSPORT_PORT,
            Element.UDP_DESTINATION_PORT, Element.DESTINATION_TRANSPORT_PORT,
            Element.TCP_DESTINATION_PORT, Element.DESTINATION_TRANSPORT_PORT));

    /** Numbers of Cisco's ASA before these elements had theirs; v9 knows no enterprise bit, so they may be that high. */
    private static final Map<Integer, Element> NSEL = Map.of(
            40001, Element.POST_NAT_SOURCE_IPV4_ADDRESS,
            40002, Element.POST_NAT_DESTINATION_IPV4_ADDRESS,
            40003, Element.POST_NAPT_SOURCE_TRANSPORT_PORT,
            40004, Element.POST_NAPT_DESTINATION_TRANSPORT_PORT,
            40005, Element.FIREWALL_EVENT);

    private static final Map<Long, Element> ALL = all();

    private Elements() {}

    /** The element, or null for one that is not read. */
    static @Nullable Element find(int enterprise, int number) {
        return ALL.get(key(enterprise, number));
    }

    private static Map<Long, Element> all() {
        Map<Long, Element> all = new HashMap<>();
        for (Element element : Element.values()) {
            all.put(key(element.enterprise(), element.number()), SAME.getOrDefault(element, element));
        }
        NSEL.forEach((number, element) -> all.put(key(Enterprise.IANA, number), element));
        return Map.copyOf(all);
    }

    private static long key(int enterprise, int number) {
        return (long) enterprise << 16 | number;
    }
}
