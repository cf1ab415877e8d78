package dev.weir.policy.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A pod, as far as policies can see it.
 *
 * @param addresses {@code status.podIPs}: none before the pod has one, one of each family in a dual-stack cluster
 * @param hostNetwork the pod shares its node's network: no policy selects it, it appears as its node's address
 * @param node {@code spec.nodeName}; empty before the pod is scheduled
 * @param completed phase Succeeded or Failed: the pod no longer owns its addresses
 */
public record Pod(
        String namespace,
        String name,
        Map<String, String> labels,
        List<IpAddress> addresses,
        List<NamedPort> namedPorts,
        boolean hostNetwork,
        Optional<String> node,
        boolean completed) {

    public Pod {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        addresses = List.copyOf(addresses);
        namedPorts = List.copyOf(namedPorts);
    }

    /** A running pod with one address and nothing special. */
    public Pod(String namespace, String name, Map<String, String> labels, IpAddress address) {
        this(namespace, name, labels, List.of(address), List.of(), false, Optional.empty(), false);
    }

    /** The families of its addresses; none before it has one. */
    public Set<AddressFamily> families() {
        Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
        addresses.forEach(address -> families.add(address.family()));
        return families;
    }

    /** The first address of a family. */
    public Optional<IpAddress> address(AddressFamily family) {
        return addresses.stream().filter(address -> address.family() == family).findFirst();
    }
}
