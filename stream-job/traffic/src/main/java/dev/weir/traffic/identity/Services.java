package dev.weir.traffic.identity;

import com.google.protobuf.ByteString;
import dev.weir.traffic.identity.Resolution.Known;
import dev.weir.v1.EndpointSlice;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Service;
import dev.weir.v1.ServicePort;
import dev.weir.v1.SliceEndpoint;
import dev.weir.v1.SlicePort;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * From a service's address to the endpoints behind it. A policy is matched after translation, so a rule carries the
 * endpoint's port and never the service's.
 */
final class Services {
    private final Map<String, InventoryEvent> services = new TreeMap<>();
    private final Map<String, Map<String, EndpointSlice>> slices = new HashMap<>();
    private final Map<ByteString, String> byAddress = new HashMap<>();

    void put(InventoryEvent event) {
        String name = event.getNamespace() + "/" + event.getName();
        InventoryEvent before = services.put(name, event);
        if (before != null) {
            addresses(before.getService()).forEach(byAddress::remove);
        }
        if (event.getValidToNs() == 0) {
            addresses(event.getService()).forEach(ip -> byAddress.put(ip, name));
        }
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

    boolean isServiceAddress(ByteString ip) {
        return byAddress.containsKey(ip);
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
    Resolution resolve(ByteString ip, int protocol, int port, Inventory inventory) {
        String name = byAddress.get(ip);
        InventoryEvent event = name == null ? null : services.get(name);
        if (name == null || event == null) {
            return new Resolution.Unknown();
        }
        Known service = Known.of(Entities.service(event.getNamespace(), event.getName()));
        ServicePort asked = servicePort(event.getService(), protocol, port);
        if (asked == null) {
            return service;
        }
        Set<Known> behind = new LinkedHashSet<>();
        for (EndpointSlice slice : slices.getOrDefault(name, Map.of()).values()) {
            collect(slice, asked, protocol, inventory, behind);
        }
        return behind.size() == 1 ? behind.iterator().next() : service;
    }

    /** Every entity and {@link Inventory#listener} that stands in an endpoint slice. */
    void listeners(Inventory inventory, BiConsumer<Entity, Integer> sink) {
        for (Map<String, EndpointSlice> ofService : slices.values()) {
            for (EndpointSlice slice : ofService.values()) {
                for (SlicePort port : slice.getPortsList()) {
                    for (SliceEndpoint endpoint : slice.getEndpointsList()) {
                        declare(inventory, port, endpoint, sink);
                    }
                }
            }
        }
    }

    private static void declare(
            Inventory inventory, SlicePort port, SliceEndpoint endpoint, BiConsumer<Entity, Integer> sink) {
        for (ByteString address : endpoint.getIpsList()) {
            Entity owner = owner(address, port.getIpProtocol(), port.getPort(), inventory);
            if (owner != null) {
                sink.accept(owner, Inventory.listener(port.getIpProtocol(), port.getPort()));
            }
        }
    }

    private static void collect(
            EndpointSlice slice, ServicePort asked, int protocol, Inventory inventory, Set<Known> behind) {
        for (SlicePort port : slice.getPortsList()) {
            if (!port.getName().equals(asked.getName()) || port.getIpProtocol() != protocol) {
                continue;
            }
            for (SliceEndpoint endpoint : slice.getEndpointsList()) {
                for (ByteString address : endpoint.getIpsList()) {
                    Entity owner = owner(address, protocol, port.getPort(), inventory);
                    if (owner != null) {
                        behind.add(new Known(owner, "", "", port.getPort()));
                    }
                }
            }
        }
    }

    private static @Nullable Entity owner(ByteString address, int protocol, int port, Inventory inventory) {
        Resolution resolution = inventory.addressed(address, protocol, port, 0, 0);
        return resolution instanceof Known known ? known.entity() : null;
    }

    private static @Nullable ServicePort servicePort(Service service, int protocol, int port) {
        for (ServicePort candidate : service.getPortsList()) {
            if (candidate.getPort() == port && candidate.getIpProtocol() == protocol) {
                return candidate;
            }
        }
        return null;
    }

    private static Set<ByteString> addresses(Service service) {
        Set<ByteString> addresses = new LinkedHashSet<>(service.getClusterIpsList());
        addresses.addAll(service.getExternalIpsList());
        return addresses;
    }
}
