package dev.weir.policy.landscape;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.EndpointSlice;
import dev.weir.v1.InventoryEvent;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what the cluster as a whole has: nodes, the API server's addresses, cluster-wide policies. */
final class ClusterReader {

    private ClusterReader() {}

    /** @param events of objects without a namespace */
    static SortedMap<String, Node> nodes(Collection<InventoryEvent> events) {
        SortedMap<String, Node> nodes = new TreeMap<>();
        for (InventoryEvent event : events) {
            if (event.hasNode() && event.getValidToNs() == 0) {
                dev.weir.v1.Node node = event.getNode();
                nodes.put(
                        event.getName(),
                        new Node(event.getName(), node.getLabelsMap(), WireAddress.all(node.getIpsList())));
            }
        }
        return nodes;
    }

    /** Pod ranges of nodes, and addresses of Services. A range that is no block is passed over: nobody routes it. */
    static SortedSet<Cidr> ranges(Collection<InventoryEvent> events) {
        SortedSet<Cidr> ranges = new TreeSet<>();
        for (InventoryEvent event : events) {
            if (event.getValidToNs() == 0) {
                event.getNode().getPodCidrsList().forEach(text -> Cidr.parse(text)
                        .ifPresent(ranges::add));
                WireAddress.all(event.getService().getClusterIpsList()).forEach(it -> ranges.add(Cidr.ofSingle(it)));
            }
        }
        return ranges;
    }

    static SortedSet<ApiCallback> callbacks(Collection<InventoryEvent> events) {
        SortedSet<ApiCallback> callbacks = new TreeSet<>();
        events.stream()
                .filter(event -> event.getValidToNs() == 0)
                .flatMap(ApiCallback::of)
                .forEach(callbacks::add);
        return callbacks;
    }

    static Standing clusterPolicies(Collection<InventoryEvent> events) {
        return Standing.read(events.stream()
                .filter(InventoryEvent::hasPolicy)
                .filter(event -> event.getValidToNs() == 0)
                .toList());
    }

    /** @param events of objects of namespace {@code default} */
    static ApiServer apiServer(Collection<InventoryEvent> events) {
        SortedSet<IpAddress> endpoints = new TreeSet<>();
        SortedSet<Integer> ports = new TreeSet<>();
        SortedSet<IpAddress> service = new TreeSet<>();
        for (InventoryEvent event : events) {
            if (event.getValidToNs() != 0) {
                continue;
            }
            if (event.hasEndpointSlice()
                    && event.getEndpointSlice().getServiceName().equals(ApiServer.SERVICE)) {
                addSlice(event.getEndpointSlice(), endpoints, ports);
            }
            if (event.hasService() && event.getName().equals(ApiServer.SERVICE)) {
                service.addAll(WireAddress.all(event.getService().getClusterIpsList()));
            }
        }
        return new ApiServer(endpoints, ports, service);
    }

    private static void addSlice(EndpointSlice slice, SortedSet<IpAddress> endpoints, SortedSet<Integer> ports) {
        slice.getEndpointsList().forEach(endpoint -> endpoints.addAll(WireAddress.all(endpoint.getIpsList())));
        slice.getPortsList().stream()
                .filter(port -> port.getIpProtocol() == Protocol.TCP.number())
                .forEach(port -> ports.add(port.getPort()));
    }
}
