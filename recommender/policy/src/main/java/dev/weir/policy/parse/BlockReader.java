package dev.weir.policy.parse;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads CIDRs and {@code ipBlock}. */
final class BlockReader {

    private BlockReader() {}

    /** A CIDR. Bits behind the prefix and leading zeros are accepted, as in objects stored by older API servers. */
    static Optional<Cidr> cidr(Field field) {
        Optional<String> text = field.text();
        Optional<Cidr> cidr = text.flatMap(Cidr::parse);
        if (text.isPresent() && cidr.isEmpty()) {
            field.reject("is no CIDR", "write an address and a prefix length, like 10.0.0.0/8 or fd00::/8");
        }
        cidr.filter(block -> !block.toString().equals(text.orElseThrow()))
                .ifPresent(
                        block -> field.warn("is not in canonical form; newer API servers refuse it", "write " + block));
        return cidr;
    }

    static Optional<Peer> ipBlock(Field field) {
        Fields fields = field.fields("cidr", "except");
        Optional<Cidr> cidr = fields.require("cidr", "like 10.0.0.0/8").flatMap(BlockReader::cidr);
        List<Cidr> except = new ArrayList<>();
        boolean good = true;
        for (Field item : fields.items("except")) {
            Optional<Cidr> hole = cidr(item);
            good &= hole.isPresent() && isInside(item, hole.get(), cidr);
            hole.ifPresent(except::add);
        }
        return good ? cidr.map(block -> new Peer.IpBlock(block, except)) : Optional.empty();
    }

    private static boolean isInside(Field field, Cidr hole, Optional<Cidr> cidr) {
        if (cidr.isPresent() && (!cidr.get().contains(hole) || cidr.get().equals(hole))) {
            field.reject("must be strictly inside the block " + cidr.get(), "");
            return false;
        }
        return true;
    }
}
