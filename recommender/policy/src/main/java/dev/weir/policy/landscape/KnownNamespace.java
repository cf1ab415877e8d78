package dev.weir.policy.landscape;

import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.v1.Entity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A namespace and what is in it.
 *
 * @param workloads by kind and name, as {@link #key} joins them
 * @param owners the workloads whose running pods have an address; more than one where the inventory contradicts itself
 * @param policies NetworkPolicies that stand already, by name
 * @param unreadable one sentence for each standing policy that cannot be read, and so is not in {@code policies}
 */
public record KnownNamespace(
        Namespace namespace,
        SortedMap<String, KnownWorkload> workloads,
        Map<IpAddress, List<KnownWorkload>> owners,
        List<NetworkPolicy> policies,
        List<String> unreadable) {

    public KnownNamespace {
        workloads = Collections.unmodifiableSortedMap(new TreeMap<>(workloads));
        owners = Map.copyOf(owners);
        policies = List.copyOf(policies);
        unreadable = List.copyOf(unreadable);
    }

    static KnownNamespace unknown(String name) {
        return new KnownNamespace(new Namespace(name, Map.of()), new TreeMap<>(), Map.of(), List.of(), List.of());
    }

    public Optional<KnownWorkload> workload(Entity entity) {
        return Optional.ofNullable(workloads.get(key(entity.getWorkloadKind(), entity.getName())));
    }

    /** The workloads whose running pods have this address. */
    public List<KnownWorkload> owners(IpAddress address) {
        return owners.getOrDefault(address, List.of());
    }

    static String key(String kind, String name) {
        return kind + "/" + name;
    }
}
