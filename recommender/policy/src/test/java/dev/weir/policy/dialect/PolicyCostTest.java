package dev.weir.policy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyCostTest {

    @Test
    void entriesAreSelectedPodsTimesPeersTimesPorts() {
        PolicyCost cost = PolicyCost.of(policy(PolicyPort.tcp(80), PolicyPort.tcp(443)), cluster(2, 3));

        assertThat(cost).isEqualTo(new PolicyCost(2, 1, 1, 2 * 3 * 2, 3 * 2));
        assertThat(cost.warnings()).isEmpty();
    }

    @Test
    void twoHundredPodsWithTwoHundredPeersAreWarnedOf() {
        PolicyCost cost = PolicyCost.of(policy(PolicyPort.tcp(80)), cluster(200, 200));

        assertThat(cost.entries()).isEqualTo(40_000);
        assertThat(cost.warnings())
                .containsExactly("The policy comes to 40,000 entries over all nodes; 40,000 is where OpenShift's manual"
                        + " says select namespaces.");
    }

    @Test
    void everybodyIsOneEntry() {
        NetworkPolicy open = new NetworkPolicy(
                "shop",
                "open",
                new NetworkPolicy.Spec(
                        LabelSelector.of("app", "server"),
                        Set.of(Direction.INGRESS),
                        List.of(new Rule(List.of(), List.of())),
                        List.of()));

        assertThat(PolicyCost.of(open, cluster(4, 4)).entries()).isEqualTo(4);
    }

    private static NetworkPolicy policy(PolicyPort... ports) {
        Rule rule = new Rule(List.of(Peer.pods(LabelSelector.of("app", "client"))), List.of(ports));
        return new NetworkPolicy(
                "shop",
                "server",
                new NetworkPolicy.Spec(
                        LabelSelector.of("app", "server"), Set.of(Direction.INGRESS), List.of(rule), List.of()));
    }

    private static Cluster cluster(int servers, int clients) {
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < servers + clients; i++) {
            String app = i < servers ? "server" : "client";
            pods.add(new Pod("shop", app + i, Map.of("app", app), IpAddress.ipv4(0x0A000000L + i)));
        }
        return new Cluster(List.of(), pods, List.of());
    }
}
