package dev.weir.policy.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.law.Law;
import dev.weir.policy.law.Seeds;
import dev.weir.policy.parse.PolicySet;
import java.util.List;
import net.jqwik.api.ForAll;

class ConnectivityPropertyTest {

    private static final int TRIALS = 120;

    @Law
    void listHoldsWhatThePlainEvaluatorAllowsAndNothingElse(@ForAll(supplier = Seeds.class) long seed) {
        TestingWorld world = new TestingWorld(seed);
        PolicySet policies = world.policies();

        List<AllowedConnections> list =
                Connectivity.of(world.snapshot, policies).connections();

        PlainEvaluator plain = TestingWorld.plain(world.snapshot, policies);
        assertThat(world.trials(TRIALS))
                .filteredOn(trial -> trial.isIn(list, world.snapshot) != plain.allows(trial.probe()))
                .isEmpty();
        assertThat(list)
                .filteredOn(line ->
                        world.example(line).filter(it -> !plain.allows(it)).isPresent())
                .isEmpty();
    }

    @Law
    void differenceIsEmptyExactlyWhenBothEvaluateAlike(@ForAll(supplier = Seeds.class) long seed) {
        TestingWorld world = new TestingWorld(seed);
        PolicySet before = world.policies();
        PolicySet after = new Change(world.random).to(before);

        ConnectivityDiff diff = ConnectivityDiff.of(world.snapshot, before, after);

        PlainEvaluator first = TestingWorld.plain(world.snapshot, before);
        PlainEvaluator second = TestingWorld.plain(world.snapshot, after);
        assertThat(world.trials(TRIALS))
                .filteredOn(trial -> {
                    boolean was = first.allows(trial.probe());
                    boolean is = second.allows(trial.probe());
                    return trial.isIn(diff.gained(), world.snapshot) != (is && !was)
                            || trial.isIn(diff.lost(), world.snapshot) != (was && !is);
                })
                .as("judged differently, and not in %s; or in it, and judged alike", diff)
                .isEmpty();
        assertThat(diff.gained())
                .filteredOn(line -> world.example(line)
                        .filter(it -> first.allows(it) || !second.allows(it))
                        .isPresent())
                .isEmpty();
        assertThat(diff.lost())
                .filteredOn(line -> world.example(line)
                        .filter(it -> !first.allows(it) || second.allows(it))
                        .isPresent())
                .isEmpty();
    }

    @Law
    void sayingTheSameInOtherWordsIsNoDifference(@ForAll(supplier = Seeds.class) long seed) {
        TestingWorld world = new TestingWorld(seed);
        PolicySet policies = world.policies();

        PolicySet reworded = new Rewording(world.random).of(policies);

        assertThat(ConnectivityDiff.of(world.snapshot, policies, reworded))
                .as("%s is %s", policies, reworded)
                .isEqualTo(new ConnectivityDiff(List.of(), List.of()));
    }
}
