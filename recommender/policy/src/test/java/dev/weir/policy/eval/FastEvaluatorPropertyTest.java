package dev.weir.policy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.law.Law;
import dev.weir.policy.law.Seeds;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;

class FastEvaluatorPropertyTest {

    @Law
    void fastEvaluatorAgreesWithThePlainOne(@ForAll(supplier = Seeds.class) long seed, @ForAll OwnTraffic ownTraffic) {
        RandomWorld world = new RandomWorld(seed);
        Cluster cluster = world.cluster();
        List<NetworkPolicy> policies = world.policies();
        List<ClusterNetworkPolicy> clusterPolicies = world.clusterPolicies();

        FastEvaluator fast = new FastEvaluator(cluster, policies, clusterPolicies, ownTraffic);

        PlainEvaluator plain = new PlainEvaluator(cluster, policies, clusterPolicies, ownTraffic);
        assertAgreement(fast, plain, world.probes(cluster, 60));
    }

    @Law
    void fastEvaluatorAgreesAfterEveryChange(@ForAll(supplier = Seeds.class) long seed) {
        RandomWorld random = new RandomWorld(seed);
        ChangingWorld world = new ChangingWorld(random);

        for (int i = 0; i < 8; i++) {
            world.change();
            assertAgreement(world.fast, world.plain(), random.probes(world.cluster(), 25));
        }
    }

    @Example
    void worldsAreNeitherAllOpenNorAllClosed() {
        List<Boolean> answers = new ArrayList<>();
        for (long seed = 0; seed < 200; seed++) {
            RandomWorld world = new RandomWorld(seed);
            Cluster cluster = world.cluster();
            PlainEvaluator plain = new PlainEvaluator(cluster, world.policies(), world.clusterPolicies());
            world.probes(cluster, 20).forEach(probe -> answers.add(plain.allows(probe)));
        }
        assertThat(answers.stream().filter(allowed -> allowed).count())
                .isBetween(answers.size() / 4L, answers.size() * 3L / 4);
    }

    private static void assertAgreement(FastEvaluator fast, PlainEvaluator plain, List<Probe> probes) {
        // Most of the time went into assertions that hold.
        assertThat(probes)
                .filteredOn(probe -> {
                    Verdict verdict = plain.verdict(probe);
                    ResolvedParty from = fast.resolve(probe.from());
                    ResolvedParty to = fast.resolve(probe.to());
                    Ends ends = Ends.of(
                            verdict.egress().allowed(), verdict.ingress().allowed());
                    return fast.allows(probe) != verdict.allowed()
                            || fast.openPorts(from, to, probe.protocol()).contains(probe.port()) != verdict.allowed()
                            || fast.ends(from, to, probe.port(), probe.protocol()) != ends;
                })
                .isEmpty();
    }

    /** A world whose fast evaluator sees changes only, while the plain one is made anew each time. */
    private static final class ChangingWorld {

        private final RandomWorld random;
        private final Map<String, Namespace> namespaces = new TreeMap<>();
        private final Map<String, Node> nodes = new TreeMap<>();
        private final Map<String, Pod> pods = new TreeMap<>();
        private final Map<String, NetworkPolicy> policies = new TreeMap<>();
        private final Map<String, ClusterNetworkPolicy> clusterPolicies = new TreeMap<>();
        private final FastEvaluator fast;

        ChangingWorld(RandomWorld random) {
            this.random = random;
            Cluster start = random.cluster();
            start.nodes().forEach(node -> nodes.put(node.name(), node));
            start.namespaces().forEach(namespace -> namespaces.put(namespace.name(), namespace));
            start.pods().forEach(pod -> pods.put(pod.namespace() + "/" + pod.name(), pod));
            random.policies().forEach(policy -> policies.put(policy.namespace() + "/" + policy.name(), policy));
            random.clusterPolicies().forEach(policy -> clusterPolicies.put(policy.name(), policy));
            fast = new FastEvaluator(start, policies.values(), clusterPolicies.values());
        }

        Cluster cluster() {
            return new Cluster(
                    List.copyOf(namespaces.values()), List.copyOf(pods.values()), List.copyOf(nodes.values()));
        }

        PlainEvaluator plain() {
            return new PlainEvaluator(cluster(), policies.values(), clusterPolicies.values());
        }

        void change() {
            String namespace = random.any(List.of("a", "b", "c"));
            int number = random.below(6);
            switch (random.below(8)) {
                case 0, 1 -> putPolicy(random.policy(namespace, "np" + number));
                case 2 -> removePolicy(namespace, "np" + number);
                case 3 -> putPod(random.pod(namespace, "p" + number));
                case 4 -> removePod(namespace, "p" + number);
                case 5 -> putNamespace(random.namespace(namespace));
                case 6 -> putNode(random.node(random.any(List.of("n1", "n2", "n3"))));
                default -> changeClusterPolicy("cnp" + random.below(3));
            }
        }

        private void putPolicy(NetworkPolicy policy) {
            policies.put(policy.namespace() + "/" + policy.name(), policy);
            fast.put(policy);
        }

        private void removePolicy(String namespace, String name) {
            policies.remove(namespace + "/" + name);
            fast.removePolicy(namespace, name);
        }

        private void putPod(Pod pod) {
            namespaces.computeIfAbsent(pod.namespace(), name -> new Namespace(name, Map.of()));
            pods.put(pod.namespace() + "/" + pod.name(), pod);
            fast.put(pod);
        }

        private void removePod(String namespace, String name) {
            pods.remove(namespace + "/" + name);
            fast.removePod(namespace, name);
        }

        private void putNamespace(Namespace namespace) {
            namespaces.put(namespace.name(), namespace);
            fast.put(namespace);
        }

        private void putNode(Node node) {
            nodes.put(node.name(), node);
            fast.put(node);
        }

        private void changeClusterPolicy(String name) {
            if (random.below(2) == 0) {
                clusterPolicies.remove(name);
                fast.removeClusterPolicy(name);
                return;
            }
            ClusterNetworkPolicy policy = random.clusterPolicy(name);
            clusterPolicies.put(name, policy);
            fast.put(policy);
        }
    }
}
