package dev.weir.policy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.law.Law;
import dev.weir.policy.law.Seeds;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import java.util.List;
import net.jqwik.api.ForAll;

final class ReachabilityPropertyTest {

    private static final List<Integer> PORTS = List.of(1, 53, 80, 81, 8080);

    @Law
    void whatItSaysOfEveryTwoPodsIsWhatThePlainEvaluatorSays(
            @ForAll(supplier = Seeds.class) long seed, @ForAll OwnTraffic ownTraffic, @ForAll boolean clusterWide) {
        RandomWorld world = new RandomWorld(seed);
        Cluster cluster = world.cluster();
        List<NetworkPolicy> policies = world.policies();
        List<ClusterNetworkPolicy> clusterPolicies = clusterWide ? world.clusterPolicies() : List.of();
        PlainEvaluator plain = new PlainEvaluator(cluster, policies, clusterPolicies, ownTraffic);

        FastEvaluator fast = new FastEvaluator(cluster, policies, clusterPolicies, ownTraffic);

        assertAgreement(fast, plain, world);
    }

    @Law
    void itFollowsThePolicies(@ForAll(supplier = Seeds.class) long seed) {
        RandomWorld world = new RandomWorld(seed);
        Cluster cluster = world.cluster();
        List<NetworkPolicy> policies = world.policies();
        FastEvaluator fast = new FastEvaluator(cluster, List.of());
        fast.reachability(Protocol.TCP, 80);

        policies.forEach(fast::put);

        assertAgreement(fast, new PlainEvaluator(cluster, policies), world);
    }

    private static void assertAgreement(FastEvaluator fast, PlainEvaluator plain, RandomWorld world) {
        Protocol protocol = world.any(List.of(Protocol.values()));
        int port = world.any(PORTS);
        Reachability reachability = fast.reachability(protocol, port);
        List<Pod> pods = reachability.pods();
        long pairs = 0;
        for (int from = 0; from < pods.size(); from++) {
            for (int to = 0; to < pods.size(); to++) {
                boolean passes = plain.allows(new Probe(party(pods.get(from)), party(pods.get(to)), port, protocol));
                pairs += passes && from != to ? 1 : 0;
                assertThat(reachability.passes(from, to))
                        .as("%s %d from %s to %s", protocol, port, pods.get(from), pods.get(to))
                        .isEqualTo(passes);
            }
        }
        assertThat(reachability.pairs()).isEqualTo(pairs);
    }

    private static Party party(Pod pod) {
        return Party.pod(pod.namespace(), pod.name());
    }
}
