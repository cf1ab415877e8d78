package dev.weir.policy.dialect;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Blocks of addresses with holes, for an API that knows no holes. */
final class Blocks {

    private Blocks() {}

    /** The fewest blocks that hold all of a block's addresses but those of some blocks inside it. */
    static List<Cidr> without(Cidr whole, List<Cidr> holes) {
        if (holes.stream().anyMatch(hole -> hole.contains(whole))) {
            return List.of();
        }
        List<Cidr> inside = holes.stream().filter(whole::contains).toList();
        if (inside.isEmpty()) {
            return List.of(whole);
        }
        List<Cidr> rest = new ArrayList<>(without(lower(whole), inside));
        rest.addAll(without(upper(whole), inside));
        return rest;
    }

    private static Cidr lower(Cidr block) {
        return new Cidr(block.network(), block.prefixLength() + 1);
    }

    private static Cidr upper(Cidr block) {
        IpAddress network = block.network();
        if (block.family() == AddressFamily.IPV4) {
            return new Cidr(
                    IpAddress.ipv4(network.low() | 1L << (31 - block.prefixLength())), block.prefixLength() + 1);
        }
        boolean inHigh = block.prefixLength() < Long.SIZE;
        long high = inHigh ? network.high() | 1L << (63 - block.prefixLength()) : network.high();
        long low = inHigh ? network.low() : network.low() | 1L << (127 - block.prefixLength());
        return new Cidr(IpAddress.ipv6(high, low), block.prefixLength() + 1);
    }
}
