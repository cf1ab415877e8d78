package dev.weir.policy.law;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomDistribution;

/** Seeds of generated clusters. jqwik prefers numbers near zero, which would give many clusters twice. */
public final class Seeds implements ArbitrarySupplier<Long> {

    @Override
    public Arbitrary<Long> get() {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .edgeCases(EdgeCases.Config::none);
    }
}
