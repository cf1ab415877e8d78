package dev.weir.policy.cover;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Blocks of either family, none inside another, found by address. */
public final class BlockSet {

    private static final BlockSet NONE = of(List.of());

    private final NavigableMap<IpAddress, Cidr> byFirst;

    private BlockSet(NavigableMap<IpAddress, Cidr> byFirst) {
        this.byFirst = byFirst;
    }

    public static BlockSet none() {
        return NONE;
    }

    /** The same addresses, with every block that lies in another left out. */
    public static BlockSet of(Collection<Cidr> blocks) {
        NavigableMap<IpAddress, Cidr> byFirst = new TreeMap<>();
        // In order, a block comes before all that it holds: by first address, then the larger first.
        for (Cidr block : new TreeSet<>(blocks)) {
            Map.Entry<IpAddress, Cidr> before = byFirst.lastEntry();
            if (before == null || !before.getValue().contains(block)) {
                byFirst.put(block.first(), block);
            }
        }
        return new BlockSet(byFirst);
    }

    /** In the order of their addresses. */
    public List<Cidr> blocks() {
        return List.copyOf(byFirst.values());
    }

    /** Whether they have an address in common. */
    public boolean meets(Cidr block) {
        Map.Entry<IpAddress, Cidr> before = byFirst.floorEntry(block.last());
        return before != null && (before.getValue().contains(block) || block.contains(before.getValue()));
    }

    public boolean contains(IpAddress address) {
        return meets(Cidr.ofSingle(address));
    }
}
