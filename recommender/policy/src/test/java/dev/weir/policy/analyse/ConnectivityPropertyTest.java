package dev.weir.policy.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.analyse.TestingWorld.Trial;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.parse.PolicySet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ConnectivityPropertyTest {

    @Property(tries = 60)
    void listHoldsWhatThePlainEvaluatorAllowsAndNothingElse(@ForAll long seed) {
        TestingWorld world = new TestingWorld(seed);
        PolicySet policies = world.policies();

        List<AllowedConnections> list =
                Connectivity.of(world.snapshot, policies).connections();

        PlainEvaluator plain = TestingWorld.plain(world.snapshot, policies);
        for (Trial trial : world.trials()) {
            assertThat(trial.isIn(list, world.snapshot)).as("%s", trial).isEqualTo(plain.allows(trial.probe()));
        }
    }

    @Property(tries = 60)
    void differenceHoldsWhatTheEvaluatorsJudgeDifferentlyAndNothingElse(@ForAll long seed) {
        TestingWorld world = new TestingWorld(seed);
        PolicySet before = world.policies();
        PolicySet after = world.policies();

        ConnectivityDiff diff = ConnectivityDiff.of(world.snapshot, before, after);

        PlainEvaluator first = TestingWorld.plain(world.snapshot, before);
        PlainEvaluator second = TestingWorld.plain(world.snapshot, after);
        for (Trial trial : world.trials()) {
            boolean was = first.allows(trial.probe());
            boolean is = second.allows(trial.probe());
            assertThat(trial.isIn(diff.gained(), world.snapshot))
                    .as("gained %s", trial)
                    .isEqualTo(is && !was);
            assertThat(trial.isIn(diff.lost(), world.snapshot))
                    .as("lost %s", trial)
                    .isEqualTo(was && !is);
        }
    }

    @Property(tries = 50)
    void nothingDiffersFromItself(@ForAll long seed) {
        TestingWorld world = new TestingWorld(seed);
        PolicySet policies = world.policies();

        assertThat(ConnectivityDiff.of(world.snapshot, policies, policies).isEmpty())
                .isTrue();
    }
}
