package dev.weir.policy.landscape;

import dev.weir.policy.model.IpAddress;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the API server is: the endpoints of the Service {@code default/kubernetes}. Policies see connections after a
 * Service has been translated, so rules name the endpoints, never the Service's own address.
 *
 * @param endpoints addresses that serve the API; empty if the inventory does not say
 * @param ports TCP ports they serve it on
 * @param serviceAddresses cluster addresses of the Service
 */
public record ApiServer(
        SortedSet<IpAddress> endpoints, SortedSet<Integer> ports, SortedSet<IpAddress> serviceAddresses) {

    static final String NAMESPACE = "default";
    static final String SERVICE = "kubernetes";

    public ApiServer {
        endpoints = Collections.unmodifiableSortedSet(new TreeSet<>(endpoints));
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
        serviceAddresses = Collections.unmodifiableSortedSet(new TreeSet<>(serviceAddresses));
    }
}
