package dev.weir.traffic.identity;

import com.google.protobuf.ByteString;
import dev.weir.traffic.identity.Resolution.Ambiguous;
import dev.weir.traffic.identity.Resolution.Known;
import dev.weir.traffic.identity.Resolution.Unknown;
import dev.weir.v1.EndpointSlice;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ServicePort;
import dev.weir.v1.SliceEndpoint;
import dev.weir.v1.SlicePort;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From a service's address to the endpoints behind it. A policy is matched after translation, so a rule carries the
 * endpoint's port and never the service's. So for cluster, external and load balancer addresses, and for a node's address
 * with a node port. A headless service has no address and an ExternalName none of the cluster's: their traffic shows the
 * endpoints themselves. A service without selector leads wherever its slices say, out of the cluster too.
 */
final class Services {
    private final long skewNs;
    private final Map<String, InventoryEvent> services = new TreeMap<>();
    private final Map<String, Map<String, EndpointSlice>> slices = new HashMap<>();
    private final Map<ByteString, Set<String>> byAddress = new HashMap<>();
    private final Map<Integer, Set<String>> byNodePort = new HashMap<>();

    Services(long skewNs) {
        this.skewNs = skewNs;
    }

    void put(InventoryEvent event) {
        String key = Inventory.key(event);
        InventoryEvent before = services.put(key, event);
        if (before != null) {
            addresses(before).forEach(ip -> remove(byAddress, ip, key));
            nodePorts(before).forEach(port -> remove(byNodePort, port, key));
        }
        addresses(event)
                .forEach(ip ->
                        byAddress.computeIfAbsent(ip, any -> new TreeSet<>()).add(key));
        nodePorts(event)
                .forEach(port ->
                        byNodePort.computeIfAbsent(port, any -> new TreeSet<>()).add(key));
    }

    void putSlice(InventoryEvent event) {
        String service = event.getNamespace() + "/" + event.getEndpointSlice().getServiceName();
        Map<String, EndpointSlice> known = slices.computeIfAbsent(service, key -> new TreeMap<>());
        if (event.getValidToNs() == 0) {
            known.put(event.getName(), event.getEndpointSlice());
        } else {
            known.remove(event.getName());
        }
    }

    boolean isServiceAddress(ByteString ip, Span span) {
        return !within(byAddress.getOrDefault(ip, Set.of()), span).isEmpty();
    }

    /** Whether this is where {@code default/kubernetes} leads to. */
    boolean isApiServer(ByteString ip, int port) {
        for (EndpointSlice slice :
                slices.getOrDefault("default/kubernetes", Map.of()).values()) {
            boolean portMatches = slice.getPortsList().stream().anyMatch(p -> p.getPort() == port);
            boolean ipMatches = slice.getEndpointsList().stream()
                    .anyMatch(e -> e.getIpsList().contains(ip));
            if (portMatches && ipMatches) {
                return true;
            }
        }
        return false;
    }

    /** The one workload and port behind the service's address and port, or the service itself where there is not one. */
    Resolution resolve(ByteString ip, int protocol, int port, Span span, Inventory inventory) {
        return behind(
                within(byAddress.getOrDefault(ip, Set.of()), span),
                ip.size(),
                candidate -> candidate.getPort() == port && candidate.getIpProtocol() == protocol,
                inventory);
    }

    /** The same for a port that every node opens for a service; nobody where none has it. */
    Resolution atNodePort(ByteString node, int protocol, int port, Span span, Inventory inventory) {
        return behind(
                within(byNodePort.getOrDefault(Inventory.listener(protocol, port), Set.of()), span),
                node.size(),
                candidate -> candidate.getNodePort() == port && candidate.getIpProtocol() == protocol,
                inventory);
    }

    private List<InventoryEvent> within(Set<String> keys, Span span) {
        return keys.stream()
                .flatMap(key -> Stream.ofNullable(services.get(key)))
                .filter(event -> Tenure.of(event).touches(span, skewNs, false))
                .toList();
    }

    private Resolution behind(
            List<InventoryEvent> asked, int family, Predicate<ServicePort> isPort, Inventory inventory) {
        if (asked.isEmpty()) {
            return new Unknown();
        }
        if (asked.size() > 1) {
            return new Ambiguous();
        }
        InventoryEvent event = asked.get(0);
        Known service = Known.of(Entities.service(event.getNamespace(), event.getName()));
        Set<Known> behind = new LinkedHashSet<>();
        event.getService().getPortsList().stream()
                .filter(isPort)
                .findFirst()
                .ifPresent(port -> collect(event, port, family, inventory, behind));
        if (!behind.isEmpty() && behind.stream().allMatch(Services::isApiServer)) {
            // Several API servers are one: policies name them all by their endpoints.
            return behind.stream()
                    .min(Comparator.comparing(
                            known -> known.entity().getIp(), ByteString.unsignedLexicographicalComparator()))
                    .get();
        }
        return behind.size() == 1 ? behind.iterator().next() : service;
    }

    private static boolean isApiServer(Known known) {
        return known.entity().getKind() == EntityKind.ENTITY_API_SERVER;
    }

    /** Every entity and {@link Inventory#listener} that stands in an endpoint slice. */
    void listeners(Inventory inventory, BiConsumer<Entity, Integer> sink) {
        for (Map<String, EndpointSlice> ofService : slices.values()) {
            for (EndpointSlice slice : ofService.values()) {
                for (SlicePort port : slice.getPortsList()) {
                    for (SliceEndpoint endpoint : slice.getEndpointsList()) {
                        owners(endpoint, port.getIpProtocol(), port.getPort(), 0, inventory)
                                .forEach(owner ->
                                        sink.accept(owner, Inventory.listener(port.getIpProtocol(), port.getPort())));
                    }
                }
            }
        }
    }

    private void collect(
            InventoryEvent service, ServicePort asked, int family, Inventory inventory, Set<Known> behind) {
        String name = service.getNamespace() + "/" + service.getName();
        for (EndpointSlice slice : slices.getOrDefault(name, Map.of()).values()) {
            for (SlicePort port : slice.getPortsList()) {
                if (!port.getName().equals(asked.getName()) || port.getIpProtocol() != asked.getIpProtocol()) {
                    continue;
                }
                // discovery.k8s.io/v1: a slice without a port number stands for every port.
                int target = port.getPort() == 0 ? asked.getPort() : port.getPort();
                for (SliceEndpoint endpoint : slice.getEndpointsList()) {
                    owners(endpoint, asked.getIpProtocol(), target, family, inventory)
                            .forEach(owner -> behind.add(new Known(owner, "", "", target)));
                }
            }
        }
    }

    /**
     * Who stands in the slice: the pod that it names, whoever had its address before, else whoever has the address now.
     *
     * @param family bytes of the addresses that count, 0 = all
     */
    private static Set<Entity> owners(SliceEndpoint endpoint, int protocol, int port, int family, Inventory inventory) {
        Set<Entity> owners = new LinkedHashSet<>();
        for (ByteString address : endpoint.getIpsList()) {
            if (family == 0 || address.size() == family) {
                Entity owner = owner(endpoint, address, protocol, port, inventory);
                if (owner != null) {
                    owners.add(owner);
                }
            }
        }
        return owners;
    }

    private static @Nullable Entity owner(
            SliceEndpoint endpoint, ByteString address, int protocol, int port, Inventory inventory) {
        Resolution resolution = new Unknown();
        if (endpoint.getTargetKind().equals("Pod")) {
            resolution = inventory.podNamed(
                    endpoint.getTargetNamespace(),
                    endpoint.getTargetName(),
                    endpoint.getTargetUid(),
                    Span.ANY_TIME,
                    false);
        }
        if (!(resolution instanceof Known)) {
            resolution = inventory.addressed(address, protocol, port, Span.ANY_TIME);
        }
        if (resolution instanceof Ambiguous) {
            resolution = inventory.addressed(address, protocol, port, new Span(Long.MAX_VALUE, Long.MAX_VALUE));
        }
        return resolution instanceof Known known ? known.entity() : null;
    }

    private static Set<ByteString> addresses(InventoryEvent event) {
        Set<ByteString> addresses = new LinkedHashSet<>(event.getService().getClusterIpsList());
        addresses.addAll(event.getService().getExternalIpsList());
        return addresses;
    }

    private static List<Integer> nodePorts(InventoryEvent event) {
        return event.getService().getPortsList().stream()
                .filter(port -> port.getNodePort() > 0)
                .map(port -> Inventory.listener(port.getIpProtocol(), port.getNodePort()))
                .toList();
    }

    private static <K> void remove(Map<K, Set<String>> index, K key, String value) {
        index.computeIfPresent(key, (any, values) -> {
            values.remove(value);
            return values.isEmpty() ? null : values;
        });
    }
}
