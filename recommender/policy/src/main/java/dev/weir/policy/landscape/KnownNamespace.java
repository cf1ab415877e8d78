package dev.weir.policy.landscape;

import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.v1.Entity;
import java.util.ArrayList;
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
 * @param byLabel the same workloads by the labels of their pods
 * @param services by name
 * @param owners the workloads whose running pods have an address; more than one where the inventory contradicts itself
 * @param policies NetworkPolicies that stand already, by name
 * @param unreadable one sentence for each standing policy that cannot be read, and so is not in {@code policies}
 */
public record KnownNamespace(
        Namespace namespace,
        SortedMap<String, KnownWorkload> workloads,
        ByLabel<KnownWorkload> byLabel,
        List<KnownService> services,
        Map<IpAddress, List<KnownWorkload>> owners,
        List<NetworkPolicy> policies,
        List<String> unreadable) {

    public KnownNamespace {
        workloads = Collections.unmodifiableSortedMap(new TreeMap<>(workloads));
        services = List.copyOf(services);
        owners = Map.copyOf(owners);
        policies = List.copyOf(policies);
        unreadable = List.copyOf(unreadable);
    }

    static KnownNamespace of(
            Namespace namespace,
            SortedMap<String, KnownWorkload> workloads,
            List<KnownService> services,
            Map<IpAddress, List<KnownWorkload>> owners,
            Standing standing) {
        ByLabel<KnownWorkload> byLabel = ByLabel.of(workloads.values(), KnownWorkload::labelSets);
        return new KnownNamespace(
                namespace, workloads, byLabel, services, owners, standing.policies(), standing.unreadable());
    }

    static KnownNamespace unknown(String name) {
        return of(new Namespace(name, Map.of()), new TreeMap<>(), List.of(), Map.of(), Standing.none());
    }

    public Optional<KnownWorkload> workload(Entity entity) {
        return Optional.ofNullable(workloads.get(key(entity.getWorkloadKind(), entity.getName())));
    }

    /** The workloads of that name, of whatever kinds. */
    public List<KnownWorkload> named(String name) {
        List<KnownWorkload> named = new ArrayList<>(1);
        SortedMap<String, KnownWorkload> left = workloads;
        while (!left.isEmpty()) {
            String first = left.firstKey();
            String kind = first.substring(0, first.indexOf('/'));
            KnownWorkload known = workloads.get(key(kind, name));
            if (known != null) {
                named.add(known);
            }
            left = left.tailMap(kind + '0'); // the character after '/': past all of this kind
        }
        return named;
    }

    /** The workloads with pods that the selector matches, by kind and name. */
    public List<KnownWorkload> matching(LabelSelector selector) {
        return byLabel.matching(selector);
    }

    static String key(String kind, String name) {
        return kind + "/" + name;
    }
}
