package dev.weir.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weir.policy.eval.FastEvaluator;
import dev.weir.policy.eval.RandomWorld;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.render.OddPolicies;
import dev.weir.policy.render.PolicyComments;
import dev.weir.policy.render.PolicyYaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Damaged texts are read or refused, and nothing else happens. Runs for {@code -Dweir.fuzz.seconds} each, 3 unless told;
 * a failure prints the text.
 */
final class ParserFuzzTest {

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("weir.fuzz.seconds", 3));
    private static final int FEWEST = 300;

    private static final String CLUSTER = """
            apiVersion: v1
            kind: List
            items:
              - apiVersion: v1
                kind: Namespace
                metadata: {name: shop, labels: {team: a, kubernetes.io/metadata.name: shop}}
              - apiVersion: v1
                kind: Node
                metadata: {name: node-1, labels: {zone: "1"}}
                status: {addresses: [{type: InternalIP, address: 192.168.0.1}, {type: Hostname, address: node-1}]}
              - apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: web-5d4
                  namespace: shop
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, controller: true}]
                spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}
              - apiVersion: v1
                kind: Pod
                metadata:
                  name: web-5d4-x
                  namespace: shop
                  labels: {app: web, pod-template-hash: 5d4}
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-5d4, controller: true}]
                spec:
                  hostNetwork: false
                  nodeName: node-1
                  containers: [{name: web, ports: [{name: http, containerPort: 8080}, {containerPort: 53, protocol: UDP}]}]
                status: {phase: Running, podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}]}
            """;

    private static final String CLUSTER_POLICY = """
            apiVersion: policy.networking.k8s.io/v1alpha2
            kind: ClusterNetworkPolicy
            metadata: {name: outside}
            spec:
              tier: Admin
              priority: 10
              subject: {pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}}
              ingress:
                - {name: a, action: Accept, from: [{namespaces: {matchLabels: {team: a}}}], protocols: [{tcp: {destinationPort: {number: 80}}}]}
              egress:
                - action: Deny
                  to: [{networks: [10.0.0.0/8, "::/0"]}, {nodes: {matchLabels: {zone: "1"}}}]
                  protocols: [{udp: {destinationPort: {range: {start: 1, end: 53}}}}, {sctp: {}}]
                - {action: Accept, to: [{domainNames: ["*.example.org"]}]}
                - {action: Pass, to: [{pods: {podSelector: {}}}], protocols: [{destinationNamedPort: http}]}
            """;

    @Test
    void damagedPoliciesAreReadOrRefused() {
        forAWhile(text -> {
            Parsed<PolicySet> parsed = PolicyParser.parse(text);
            requireReasons(parsed);
            if (parsed instanceof Parsed.Accepted<PolicySet> accepted) {
                requireSense(accepted.value());
            }
        });
    }

    @Test
    void damagedClustersAreReadOrRefused() {
        forAWhile(text -> {
            Parsed<Cluster> cluster = ClusterParser.parse(text);
            requireReasons(cluster);
            requireReasons(ClusterParser.parsePart(text));
            if (cluster instanceof Parsed.Accepted<Cluster> accepted) {
                assertThat(new FastEvaluator(accepted.value(), List.of())).isNotNull();
            }
        });
    }

    private static void requireReasons(Parsed<?> parsed) {
        List<Problem> said = parsed instanceof Parsed.Rejected<?> rejected
                ? rejected.problems()
                : ((Parsed.Accepted<?>) parsed).warnings();
        assertThat(parsed instanceof Parsed.Rejected<?> && said.isEmpty()).isFalse();
        assertThat(said)
                .filteredOn(problem ->
                        problem.message().isEmpty() || problem.toString().isEmpty())
                .isEmpty();
    }

    /** What is accepted can be judged by, and is still the same after it was written and read again. */
    private static void requireSense(PolicySet set) {
        assertThat(new FastEvaluator(Cluster.empty(), set.policies(), set.clusterPolicies()))
                .isNotNull();
        for (NetworkPolicy policy : set.policies()) {
            assertThat(PolicyParser.parse(PolicyYaml.write(policy, PolicyComments.NONE))
                            .orElseThrow()
                            .policies())
                    .containsExactly(policy);
        }
    }

    private static void forAWhile(Consumer<String> check) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> texts = texts(random);
        Mutation mutation = new Mutation(random);
        long end = System.nanoTime() + TIME.toNanos();
        int tried = 0;
        while (tried < FEWEST || System.nanoTime() < end) {
            String text = mutation.of(any(texts, random), any(texts, random));
            try {
                check.accept(text);
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                fail("seed " + seed + ", text " + tried + ":\n" + text, e);
            }
            tried++;
        }
    }

    private static List<String> texts(Random random) {
        OddPolicies policies = new OddPolicies(new RandomWorld(random.nextLong()));
        List<String> texts =
                new ArrayList<>(List.of(CLUSTER, CLUSTER, CLUSTER_POLICY, CLUSTER + "---\n" + CLUSTER_POLICY));
        for (int i = 0; i < 20; i++) {
            texts.add(PolicyYaml.write(policies.policy(), PolicyComments.NONE));
        }
        return texts;
    }

    private static String any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
