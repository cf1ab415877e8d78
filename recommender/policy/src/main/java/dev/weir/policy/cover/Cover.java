package dev.weir.policy.cover;

import dev.weir.policy.model.Cidr;
import java.math.BigInteger;
import java.util.List;

/**
 * Disjoint blocks that together hold every address asked for.
 *
 * @param blocks in the order of their addresses
 * @param surplus addresses in the blocks that were not asked for; always the exact number
 * @param optimal whether no cover within the same limits is better; otherwise a better one may exist
 */
public record Cover(List<Cidr> blocks, BigInteger surplus, boolean optimal) {

    public Cover {
        blocks = List.copyOf(blocks);
    }
}
