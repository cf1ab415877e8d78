package dev.weir.policy.eval;

import dev.weir.policy.model.IpAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who says that an address is theirs. Where several do, the first by name speaks for all, so that order is no matter. */
final class Claims<T> {

    private final Map<IpAddress, TreeMap<String, T>> byAddress = new HashMap<>();

    void add(Collection<IpAddress> addresses, String name, T owner) {
        addresses.forEach(address ->
                byAddress.computeIfAbsent(address, unused -> new TreeMap<>()).put(name, owner));
    }

    void remove(Collection<IpAddress> addresses, String name) {
        for (IpAddress address : addresses) {
            byAddress.computeIfPresent(address, (unused, owners) -> {
                owners.remove(name);
                return owners.isEmpty() ? null : owners;
            });
        }
    }

    Optional<T> owner(IpAddress address) {
        return Optional.ofNullable(byAddress.get(address))
                .map(owners -> owners.firstEntry().getValue());
    }

    int count(IpAddress address) {
        TreeMap<String, T> owners = byAddress.get(address);
        return owners == null ? 0 : owners.size();
    }
}
