package dev.weir.policy.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FastEvaluatorTest {

    private static final Cluster CLUSTER =
            new Cluster(List.of(), List.of(pod("a", "10.0.0.1"), pod("b", "10.0.0.2")), List.of());

    private final FastEvaluator evaluator = new FastEvaluator(CLUSTER, List.of());

    @Test
    void resolvedPartyAnswersAfterAPolicyChanged() {
        evaluator.put(deny("x"));
        ResolvedParty a = evaluator.resolve(Party.pod("x", "a"));
        ResolvedParty b = evaluator.resolve(Party.pod("x", "b"));
        assertThat(evaluator.allows(a, b, 80, Protocol.TCP)).isFalse();

        evaluator.removePolicy("x", "deny");

        assertThat(evaluator.allows(a, b, 80, Protocol.TCP)).isTrue();
    }

    @Test
    void resolvedPartyDoesNotOutliveAChangeOfPods() {
        ResolvedParty a = evaluator.resolve(Party.pod("x", "a"));
        ResolvedParty b = evaluator.resolve(Party.pod("x", "b"));

        evaluator.put(pod("a", "10.0.0.3"));

        assertThatThrownBy(() -> evaluator.allows(a, b, 80, Protocol.TCP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("resolve the parties again");
    }

    @Test
    void resolvedPartyOutlivesNoChangeOfTheClusterOrOfWhatTellsPodsApart() {
        List<Runnable> changes = List.of(
                () -> evaluator.put(new Node("n1", Map.of(), List.of())),
                () -> evaluator.put(new Namespace("x", Map.of("team", "a"))),
                () -> evaluator.removePod("x", "nobody"),
                () -> evaluator.put(selecting("new-key")),
                () -> evaluator.put(clusterWide("newer-key")));
        for (Runnable change : changes) {
            ResolvedParty a = evaluator.resolve(Party.pod("x", "a"));
            ResolvedParty b = evaluator.resolve(Party.pod("x", "b"));

            change.run();

            assertThatThrownBy(() -> evaluator.allows(a, b, 80, Protocol.TCP))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> evaluator.ends(a, evaluator.resolve(Party.pod("x", "b")), 80, Protocol.TCP))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void resolvedPartyOutlivesPoliciesThatTellNoPodsApart() {
        evaluator.put(selecting("app"));
        evaluator.put(clusterWide("app"));
        ResolvedParty a = evaluator.resolve(Party.pod("x", "a"));
        ResolvedParty b = evaluator.resolve(Party.pod("x", "b"));

        evaluator.put(selecting("app"));
        evaluator.put(clusterWide("app"));

        assertThat(evaluator.ends(a, b, 80, Protocol.TCP)).isEqualTo(Ends.BOTH_ALLOW);
    }

    @Test
    void portsAreOpenFromWhereARuleBeginsToWhereItEnds() {
        evaluator.put(new NetworkPolicy(
                "x",
                "ports",
                new NetworkPolicy.Spec(
                        LabelSelector.of("app", "b"),
                        Set.of(Direction.INGRESS),
                        List.of(
                                new Rule(List.of(), List.of(PolicyPort.tcp(1))),
                                new Rule(List.of(), List.of(new PolicyPort(Protocol.TCP, Ports.range(80, 90)))),
                                new Rule(
                                        List.of(),
                                        List.of(new PolicyPort(Protocol.TCP, Ports.range(65534, Ports.HIGHEST))))),
                        List.of())));
        ResolvedParty a = evaluator.resolve(Party.pod("x", "a"));
        ResolvedParty b = evaluator.resolve(Party.pod("x", "b"));

        assertThat(evaluator.openPorts(a, b, Protocol.TCP)).hasToString("1,80-90,65534-65535");
        assertThat(evaluator.openPorts(a, b, Protocol.UDP).isEmpty()).isTrue();
        assertThat(evaluator.openPorts(b, a, Protocol.TCP).isAll()).isTrue();
        assertThat(evaluator
                        .openPorts(
                                evaluator.resolveOutside(IpAddress.of("10.0.0.1")),
                                evaluator.resolveOutside(IpAddress.of("10.0.0.2")),
                                Protocol.TCP)
                        .isAll())
                .isTrue();
    }

    @Test
    void podsThatComeAndGoLeaveNothingBehind() {
        evaluator.put(new NetworkPolicy(
                "x",
                "from-last",
                new NetworkPolicy.Spec(
                        LabelSelector.of("app", "b"),
                        Set.of(Direction.INGRESS),
                        List.of(new Rule(List.of(Peer.pods(LabelSelector.of("app", "job-999"))), List.of())),
                        List.of())));

        for (int i = 0; i < 1000; i++) {
            evaluator.removePod("x", "job-" + (i - 1));
            evaluator.put(pod("job-" + i, "10.0.1.1"));
        }

        assertThat(evaluator.classCount()).isLessThan(200);
        assertThat(evaluator.allows(new Probe(Party.pod("x", "job-999"), Party.pod("x", "b"), 80, Protocol.TCP)))
                .isTrue();
        assertThat(evaluator.allows(new Probe(Party.pod("x", "a"), Party.pod("x", "b"), 80, Protocol.TCP)))
                .isFalse();
    }

    @Test
    void takingAwayWhatIsNotThereChangesNothing() {
        evaluator.removePolicy("x", "nothing");
        evaluator.removeClusterPolicy("nothing");
        evaluator.removePod("x", "nobody");

        assertThat(evaluator.allows(new Probe(Party.pod("x", "a"), Party.pod("x", "b"), 80, Protocol.TCP)))
                .isTrue();
    }

    private static NetworkPolicy selecting(String key) {
        return new NetworkPolicy(
                "x",
                "selects",
                new NetworkPolicy.Spec(
                        LabelSelector.of(key, "nobody"), Set.of(Direction.INGRESS), List.of(), List.of()));
    }

    private static ClusterNetworkPolicy clusterWide(String key) {
        return new ClusterNetworkPolicy(
                "wide",
                new ClusterNetworkPolicy.Spec(
                        ClusterNetworkPolicy.Tier.ADMIN,
                        1,
                        new ClusterNetworkPolicy.Subject.Pods(
                                LabelSelector.everything(), LabelSelector.of(key, "nobody")),
                        List.of(),
                        List.of()));
    }

    private static NetworkPolicy deny(String namespace) {
        return new NetworkPolicy(
                namespace,
                "deny",
                new NetworkPolicy.Spec(LabelSelector.everything(), Set.of(Direction.INGRESS), List.of(), List.of()));
    }

    private static Pod pod(String name, String address) {
        return new Pod("x", name, Map.of("app", name), IpAddress.of(address));
    }
}
