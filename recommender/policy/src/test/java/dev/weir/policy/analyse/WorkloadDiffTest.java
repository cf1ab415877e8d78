package dev.weir.policy.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WorkloadDiffTest {

    private static final PolicySet NONE = new PolicySet(List.of(), List.of());

    @Test
    void clustersWithOtherPodsOfTheSameWorkloadsAndTheSamePoliciesDoNotDiffer() {
        WorkloadDiff diff = WorkloadDiff.of(
                snapshot(1, "web", "db"), policy("10.0.0.0/8"), snapshot(3, "web", "db"), policy("10.0.0.0/8"));

        assertThat(diff.isEmpty()).isTrue();
    }

    @Test
    void differenceIsToldByWorkloadAndRange() {
        Snapshot cluster = snapshot(2, "web", "db");

        WorkloadDiff diff = WorkloadDiff.of(cluster, policy("10.0.0.0/8"), cluster, policy("10.0.0.0/9"));

        assertThat(diff.gained()).isEmpty();
        assertThat(diff.lost())
                .extracting(AllowedConnections::toString)
                .containsExactly("10.128.0.0-10.255.255.255 => shop/web[Deployment] : TCP 80");
    }

    @Test
    void workloadOfOneClusterOnlyIsNamed() {
        WorkloadDiff diff = WorkloadDiff.of(snapshot(2, "web", "old"), NONE, snapshot(2, "web", "new"), NONE);

        assertThat(diff.added()).containsExactly(new Workload("shop", "Deployment", "new"));
        assertThat(diff.removed()).containsExactly(new Workload("shop", "Deployment", "old"));
        assertThat(diff.gained()).isEmpty();
        assertThat(diff.lost()).isEmpty();
    }

    @Property(tries = 200)
    void noClusterDiffersFromItself(@ForAll long seed) {
        TestingWorld world = new TestingWorld(seed);
        PolicySet policies = world.policies();

        assertThat(WorkloadDiff.of(world.snapshot, policies, world.snapshot, policies)
                        .isEmpty())
                .isTrue();
    }

    private static Snapshot snapshot(int replicas, String... workloads) {
        List<OwnedPod> pods = Stream.of(workloads)
                .flatMap(name -> IntStream.range(0, replicas)
                        .mapToObj(i -> new OwnedPod(
                                new Pod(
                                        "shop",
                                        name + "-" + i,
                                        Map.of("app", name),
                                        IpAddress.ipv4(0xAC100000L + 16L * name.hashCode() % 4096 + 8192 + i)),
                                new Workload("shop", "Deployment", name),
                                List.of())))
                .toList();
        return new Snapshot(List.of(), pods, List.of());
    }

    private static PolicySet policy(String block) {
        return PolicyParser.parse("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: web, namespace: shop}
                spec:
                  podSelector: {matchLabels: {app: web}}
                  policyTypes: [Ingress]
                  ingress: [{from: [{ipBlock: {cidr: %s}}], ports: [{port: 80}]}]
                """.formatted(block)).orElseThrow();
    }
}
