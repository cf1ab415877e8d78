package dev.weir.policy.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node.
 *
 * @param addresses those of {@code status.addresses} that are IP addresses, internal and external
 */
public record Node(String name, Map<String, String> labels, List<IpAddress> addresses) {

    public Node {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        addresses = List.copyOf(addresses);
    }
}
