package dev.weir.policy.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Requirement;
import dev.weir.policy.model.Rule;
import dev.weir.policy.parse.PolicyParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Policies larger than a dialect allows in one place. */
final class LimitsTest {

    private static final List<Peer> SOMEBODY = List.of(Peer.pods(LabelSelector.of("app", "x")));

    @Test
    void portsBeyondFortyStandInAnotherList() {
        Rendering cilium = CiliumYaml.write(egress(new Rule(SOMEBODY, ports(100))));

        List<Tree> lists = Tree.of(cilium.text())
                .at("spec", "egress")
                .items()
                .get(0)
                .at("toPorts")
                .items();
        assertThat(lists.stream().map(it -> it.at("ports").items().size())).containsExactly(40, 40, 20);
        assertThat(CiliumChecks.problems(cilium.text())).isEmpty();
    }

    @Test
    void rulesBeyondTwentyFiveStandInAnotherObjectBeforeTheDeny() {
        Rule[] rules = IntStream.range(0, 60)
                .mapToObj(i -> new Rule(SOMEBODY, ports(1)))
                .toArray(Rule[]::new);

        List<ClusterNetworkPolicy> policies = baseline(egress(rules));

        assertThat(policies.stream().map(ClusterNetworkPolicy::name))
                .containsExactly("shop.big", "shop.part-2.big", "shop.part-3.big", "weir-default-deny-shop");
        assertThat(policies.stream().map(it -> it.spec().egress().size())).containsExactly(25, 25, 10, 1);
        assertThat(policies.stream().map(it -> it.spec().priority())).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void portsBlocksAndPeersBeyondTwentyFiveStandInOtherRules() {
        List<Peer> blocks = IntStream.range(0, 60)
                .mapToObj(i -> Peer.block(Cidr.ofSingle(IpAddress.ipv4(0x08000000L + 2 * i))))
                .toList();
        List<Peer> pods = IntStream.range(0, 30)
                .mapToObj(i -> Peer.pods(LabelSelector.of("app", "x" + i)))
                .toList();

        assertThat(baseline(egress(new Rule(blocks, ports(30)))).get(0).spec().egress())
                .as("one peer of three lists of blocks, in a rule for each slice of ports")
                .hasSize(2);
        assertThat(baseline(egress(new Rule(pods, ports(1)))).get(0).spec().egress())
                .hasSize(2);
    }

    @Test
    void moreObjectsThanPrioritiesAreRefused() {
        Set<Integer> taken =
                new TreeSet<>(IntStream.rangeClosed(1, 1000).boxed().toList());

        assertThat(catchThrowable(() -> ClusterBaseline.write(List.of(egress(new Rule(SOMEBODY, ports(1)))), taken)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("priorities of the Baseline tier");
    }

    @Test
    void aSelectorTooLongForCalicoClosesAndSaysSo() {
        List<String> values =
                IntStream.range(0, 200).mapToObj(i -> "value-" + i).toList();
        Peer many = Peer.pods(
                new LabelSelector(Map.of(), List.of(new Requirement("app", Requirement.Operator.IN, values))));

        Rendering calico = CalicoYaml.write(egress(new Rule(List.of(many), ports(1))), CalicoYaml.Kind.STAGED);

        assertThat(calico.closesMore()).isTrue();
        assertThat(CalicoChecks.problems(calico.text())).isEmpty();
    }

    private static List<ClusterNetworkPolicy> baseline(RecommendedPolicy policy) {
        return ClusterBaseline.write(List.of(policy), Set.of()).stream()
                .map(it -> PolicyParser.parse(it.text())
                        .orElseThrow()
                        .clusterPolicies()
                        .get(0))
                .toList();
    }

    private static RecommendedPolicy egress(Rule... rules) {
        return RecommendedPolicy.of(new NetworkPolicy(
                "shop",
                "big",
                new NetworkPolicy.Spec(
                        LabelSelector.of("app", "big"), Set.of(Direction.values()), List.of(), List.of(rules))));
    }

    private static List<PolicyPort> ports(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> PolicyPort.tcp(1000 + 2 * i))
                .toList();
    }
}
