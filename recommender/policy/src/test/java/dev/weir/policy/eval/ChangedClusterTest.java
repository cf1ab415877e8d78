package dev.weir.policy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.NetworkPolicy.Spec;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fast evaluator forgets what is gone. */
class ChangedClusterTest {

    private static final Pod WEB = pod("web", "10.0.0.1", false);
    private static final Node N1 = new Node("n1", Map.of(), List.of(IpAddress.of("192.168.0.1")));

    private final FastEvaluator evaluator =
            new FastEvaluator(new Cluster(List.of(), List.of(WEB), List.of(N1)), List.of(closed(List.of())));

    @Test
    void formerAddressOfANodeIsNobodys() {
        assertThat(reachesWeb("192.168.0.1")).isTrue();

        evaluator.put(new Node("n1", Map.of(), List.of(IpAddress.of("192.168.0.2"))));

        assertThat(reachesWeb("192.168.0.1")).isFalse();
        assertThat(reachesWeb("192.168.0.2")).isTrue();
    }

    @Test
    void addressOfAPodOnTheHostsNetworkIsItsNodesWhileThePodIsThere() {
        evaluator.put(pod("agent", "192.168.0.9", true));
        assertThat(reachesWeb("192.168.0.9")).isTrue();

        evaluator.removePod("x", "agent");

        assertThat(reachesWeb("192.168.0.9")).isFalse();
    }

    @Test
    void formerAddressOfAPodIsNobodys() {
        evaluator.put(closed(List.of(Peer.pods(LabelSelector.of("app", "job")))));
        evaluator.put(pod("job", "10.0.0.5", false));
        assertThat(reachesWeb("10.0.0.5")).isTrue();

        evaluator.put(pod("job", "10.0.0.6", false));

        assertThat(reachesWeb("10.0.0.5")).isFalse();
        assertThat(reachesWeb("10.0.0.6")).isTrue();
    }

    @Test
    void formerLabelOfANamespaceSelectsItNoMore() {
        evaluator.put(new Namespace("y", Map.of("team", "a", "old", "yes")));
        evaluator.put(new Pod("y", "job", Map.of(), IpAddress.of("10.0.1.1")));
        evaluator.put(new Namespace("y", Map.of("team", "b")));

        evaluator.put(closed(List.of(Peer.namespaces(LabelSelector.of("team", "a")))));
        assertThat(reachesWeb("10.0.1.1")).isFalse();
        evaluator.put(closed(List.of(Peer.namespaces(LabelSelector.of("old", "yes")))));
        assertThat(reachesWeb("10.0.1.1")).isFalse();
        evaluator.put(closed(List.of(Peer.namespaces(LabelSelector.of(Map.of("team", "b", "old", "yes"))))));
        assertThat(reachesWeb("10.0.1.1")).isFalse();
        evaluator.put(closed(List.of(Peer.namespaces(LabelSelector.of("team", "b")))));
        assertThat(reachesWeb("10.0.1.1")).isTrue();
        // A key that no policy mentioned before sorts all pods anew.
        evaluator.put(closed(List.of(Peer.podsIn(LabelSelector.of("team", "b"), LabelSelector.of("k", "v")))));
        assertThat(reachesWeb("10.0.1.1")).isFalse();
    }

    @Test
    void classesAreCountedAsTheyCome() {
        assertThat(evaluator.classCount()).isEqualTo(1);

        evaluator.put(pod("db", "10.0.0.2", false));

        assertThat(evaluator.classCount()).isEqualTo(2);
    }

    private boolean reachesWeb(String address) {
        return evaluator.allows(new Probe(Party.address(address), Party.pod("x", "web"), 80, Protocol.TCP));
    }

    /** Lets these peers in and nobody else. */
    private static NetworkPolicy closed(List<Peer> peers) {
        List<Rule> rules = peers.isEmpty() ? List.of() : List.of(new Rule(peers, List.of()));
        return new NetworkPolicy(
                "x", "closed", new Spec(LabelSelector.of("app", "web"), Set.of(Direction.INGRESS), rules, List.of()));
    }

    private static Pod pod(String name, String address, boolean hostNetwork) {
        return new Pod(
                "x",
                name,
                Map.of("app", name),
                List.of(IpAddress.of(address)),
                List.of(),
                hostNetwork,
                Optional.of("n1"),
                false);
    }
}
