package dev.weir.policy.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.analyse.RuleFinding.Kind;
import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Reason;
import dev.weir.policy.eval.Verdict;
import dev.weir.policy.law.Law;
import dev.weir.policy.law.Seeds;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.NetworkPolicy.Spec;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Rule;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Laws of NetworkPolicy that hold for every evaluator, seen through the analyses. */
class LawsPropertyTest {

    private static final int TRIALS = 100;

    @Law
    void addingAPolicyChangesNothingAtPodsItDoesNotIsolate(@ForAll(supplier = Seeds.class) long seed) {
        TestingWorld world = new TestingWorld(seed);
        PolicySet before = world.policies();
        NetworkPolicy more = world.random.policy("a", "one-more");
        PlainEvaluator first = TestingWorld.plain(world.snapshot, before);
        PlainEvaluator second = TestingWorld.plain(world.snapshot, plus(before, more));

        assertThat(world.trials(TRIALS))
                .filteredOn(world::isOneConnection)
                .filteredOn(trial -> {
                    Verdict was = first.verdict(trial.probe());
                    Verdict is = second.verdict(trial.probe());
                    return !is.egress().equals(was.egress())
                                    && !isolates(
                                            more,
                                            Direction.EGRESS,
                                            trial.probe().from(),
                                            world.snapshot)
                            || !is.ingress().equals(was.ingress())
                                    && !isolates(
                                            more,
                                            Direction.INGRESS,
                                            trial.probe().to(),
                                            world.snapshot);
                })
                .isEmpty();
    }

    @Law
    void addingAPolicyClosesNothingAtPodsThatAreIsolatedAlready(@ForAll(supplier = Seeds.class) long seed) {
        TestingWorld world = new TestingWorld(seed);
        PolicySet before = world.policies();
        PolicySet after = plus(before, world.random.policy("a", "one-more"));
        PlainEvaluator first = TestingWorld.plain(world.snapshot, before);
        PlainEvaluator second = TestingWorld.plain(world.snapshot, after);

        assertThat(world.trials(TRIALS))
                .filteredOn(trial -> {
                    Verdict was = first.verdict(trial.probe());
                    return was.egress().reason() == Reason.RULE_ALLOWS
                            && was.ingress().reason() == Reason.RULE_ALLOWS
                            && !second.allows(trial.probe());
                })
                .isEmpty();
    }

    @Law
    void addingARuleNeverClosesAnything(@ForAll(supplier = Seeds.class) long seed) {
        TestingWorld world = new TestingWorld(seed);
        NetworkPolicy policy = withTypes(world.random.policy("a", "grows"), EnumSet.allOf(Direction.class));
        NetworkPolicy other = world.random.policy("a", "source-of-rules");
        PolicySet rest = world.policies();

        ConnectivityDiff diff =
                ConnectivityDiff.of(world.snapshot, plus(rest, policy), plus(rest, withRulesOf(policy, other)));

        assertThat(diff.lost()).isEmpty();
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void removingAnOvershadowedOrIdleRuleChangesNothing(@ForAll(supplier = Seeds.class) long seed) {
        TestingWorld world = new TestingWorld(seed);
        PolicySet policies = new PolicySet(
                world.random.policies().stream()
                        .map(LawsPropertyTest::withWrittenTypes)
                        .toList(),
                List.of());

        for (RuleFinding finding : Coverage.of(world.snapshot, policies).rules()) {
            if (finding.kind() == Kind.OVERSHADOWED || finding.kind() == Kind.IDLE) {
                PolicySet fewer = without(finding, policies);
                assertThat(ConnectivityDiff.of(world.snapshot, policies, fewer).isEmpty())
                        .as("%s", finding)
                        .isTrue();
            }
        }
    }

    @Law
    void renamingLabelsEverywhereChangesNothing(@ForAll(supplier = Seeds.class) long seed) {
        TestingWorld world = new TestingWorld(seed);
        PolicySet policies = world.policies();

        Renaming renaming =
                Renaming.among(world.random, List.of("app", "tier", "env"), List.of("", "x", "y", "public", "private"));

        assertThat(Connectivity.of(renaming.snapshot(world.snapshot), renaming.policies(policies)))
                .isEqualTo(Connectivity.of(world.snapshot, policies));
    }

    @Law
    void policiesNeverAllowMoreThanIsPossibleNorLessThanNothing(@ForAll(supplier = Seeds.class) long seed) {
        TestingWorld world = new TestingWorld(seed);

        OverPermission over = OverPermission.of(world.snapshot, world.policies(), List.of());

        over.byClass().values().forEach(count -> {
            assertThat(count.allowed()).isBetween(BigInteger.ZERO, count.possible());
            assertThat(count.beyond()).isEqualTo(count.allowed());
        });
        assertThat(over.weighted()).isBetween(0.0, 1.0);
    }

    private static boolean isolates(NetworkPolicy policy, Direction direction, Party party, Snapshot snapshot) {
        return policy.spec().isolates(direction)
                && snapshot.pods().stream()
                        .map(OwnedPod::pod)
                        .anyMatch(pod -> Party.pod(pod.namespace(), pod.name()).equals(party)
                                && pod.namespace().equals(policy.namespace())
                                && policy.spec().podSelector().matches(pod.labels()));
    }

    private static PolicySet plus(PolicySet set, NetworkPolicy policy) {
        List<NetworkPolicy> policies = new ArrayList<>(set.policies());
        policies.add(policy);
        return new PolicySet(policies, set.clusterPolicies());
    }

    private static NetworkPolicy withWrittenTypes(NetworkPolicy policy) {
        Set<Direction> types = EnumSet.noneOf(Direction.class);
        for (Direction direction : Direction.values()) {
            if (policy.spec().isolates(direction)) {
                types.add(direction);
            }
        }
        return withTypes(policy, types);
    }

    private static NetworkPolicy withTypes(NetworkPolicy policy, Set<Direction> types) {
        Spec spec = policy.spec();
        return withSpec(policy, new Spec(spec.podSelector(), types, spec.ingress(), spec.egress()));
    }

    private static NetworkPolicy withRulesOf(NetworkPolicy policy, NetworkPolicy other) {
        List<Rule> ingress = new ArrayList<>(policy.spec().ingress());
        ingress.addAll(other.spec().ingress());
        List<Rule> egress = new ArrayList<>(policy.spec().egress());
        egress.addAll(other.spec().egress());
        Spec spec = policy.spec();
        return withSpec(policy, new Spec(spec.podSelector(), spec.policyTypes(), ingress, egress));
    }

    private static PolicySet without(RuleFinding finding, PolicySet policies) {
        return new PolicySet(
                policies.policies().stream()
                        .map(policy -> isAbout(finding, policy) ? without(finding, policy) : policy)
                        .toList(),
                List.of());
    }

    private static boolean isAbout(RuleFinding finding, NetworkPolicy policy) {
        return policy.name().equals(finding.rule().policy())
                && finding.rule().namespace().filter(policy.namespace()::equals).isPresent();
    }

    private static NetworkPolicy without(RuleFinding finding, NetworkPolicy policy) {
        Spec spec = policy.spec();
        Direction direction = finding.rule().direction();
        List<Rule> rules = new ArrayList<>(spec.rules(direction));
        rules.remove(finding.rule().rule().orElseThrow());
        return withSpec(
                policy,
                direction == Direction.INGRESS
                        ? new Spec(spec.podSelector(), spec.policyTypes(), rules, spec.egress())
                        : new Spec(spec.podSelector(), spec.policyTypes(), spec.ingress(), rules));
    }

    private static NetworkPolicy withSpec(NetworkPolicy policy, Spec spec) {
        return new NetworkPolicy(policy.namespace(), policy.name(), policy.labels(), policy.annotations(), spec);
    }
}
