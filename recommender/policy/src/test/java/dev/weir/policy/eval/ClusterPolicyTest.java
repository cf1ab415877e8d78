package dev.weir.policy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterNetworkPolicy.Subject;
import dev.weir.policy.model.ClusterNetworkPolicy.Tier;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.ClusterRule.Action;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cluster-wide policies by both evaluators. */
class ClusterPolicyTest {

    private static final Cluster CLUSTER =
            new Cluster(List.of(), List.of(new Pod("x", "a", Map.of(), IpAddress.of("10.0.0.1"))), List.of());
    private static final IpAddress OUTSIDE = IpAddress.of("203.0.113.1");
    private static final ClusterPeer ANY = new ClusterPeer.Networks(List.of(Cidr.of("0.0.0.0/0")));

    @Test
    void amongEqualPrioritiesTheStricterActionWins() {
        assertThat(passes(egress("a", 1, Action.ACCEPT, ANY), egress("b", 1, Action.DENY, ANY)))
                .isFalse();
        assertThat(passes(egress("a", 1, Action.DENY, ANY), egress("b", 1, Action.ACCEPT, ANY)))
                .isFalse();
        assertThat(passes(
                        egress("a", 1, Action.PASS, ANY),
                        egress("b", 1, Action.ACCEPT, ANY),
                        baseline("c", Action.DENY, ANY)))
                .isFalse();
    }

    @Test
    void lowerNumberIsJudgedFirst() {
        assertThat(passes(egress("a", 2, Action.DENY, ANY), egress("b", 1, Action.ACCEPT, ANY)))
                .isTrue();
        assertThat(passes(egress("a", 1, Action.DENY, ANY), egress("b", 2, Action.ACCEPT, ANY)))
                .isFalse();
    }

    @Test
    void nameIsAcceptedWhereItsAddressIsDenied() {
        ClusterNetworkPolicy names =
                egress("a", 1, Action.ACCEPT, new ClusterPeer.DomainNames(List.of("*.example.org")));
        ClusterNetworkPolicy closed = egress("b", 2, Action.DENY, ANY);

        assertThat(passes(Set.of("api.example.org"), names, closed)).isTrue();
        assertThat(passes(Set.of("example.org"), names, closed)).isFalse();
        assertThat(passes(Set.of(), names, closed)).isFalse();
    }

    @Test
    void unknownPeerNeverAccepts() {
        assertThat(passes(
                        egress("a", 1, Action.ACCEPT, new ClusterPeer.Unknown("services")),
                        baseline("b", Action.DENY, ANY)))
                .isFalse();
        assertThat(passes(egress("a", 1, Action.PASS, new ClusterPeer.Unknown("services"))))
                .isFalse();
    }

    private static boolean passes(ClusterNetworkPolicy... policies) {
        return passes(Set.of(), policies);
    }

    private static boolean passes(Set<String> names, ClusterNetworkPolicy... policies) {
        Probe probe = new Probe(Party.pod("x", "a"), new Party.AddressParty(OUTSIDE, names), 443, Protocol.TCP);
        List<Boolean> answers = Stream.of(
                        new PlainEvaluator(CLUSTER, List.of(), List.of(policies)),
                        new FastEvaluator(CLUSTER, List.of(), List.of(policies)))
                .map(evaluator -> evaluator.allows(probe))
                .distinct()
                .toList();
        assertThat(answers).as("both evaluators").hasSize(1);
        return answers.get(0);
    }

    private static ClusterNetworkPolicy egress(String name, int priority, Action action, ClusterPeer peer) {
        return policy(name, Tier.ADMIN, priority, action, peer);
    }

    private static ClusterNetworkPolicy baseline(String name, Action action, ClusterPeer peer) {
        return policy(name, Tier.BASELINE, 1, action, peer);
    }

    private static ClusterNetworkPolicy policy(String name, Tier tier, int priority, Action action, ClusterPeer peer) {
        return new ClusterNetworkPolicy(
                name,
                new ClusterNetworkPolicy.Spec(
                        tier,
                        priority,
                        new Subject.Namespaces(LabelSelector.everything()),
                        List.of(),
                        List.of(new ClusterRule("", action, List.of(peer), List.of()))));
    }
}
