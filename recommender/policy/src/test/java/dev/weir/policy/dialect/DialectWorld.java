package dev.weir.policy.dialect;

import dev.weir.policy.dialect.DialectReader.End;
import dev.weir.policy.dialect.DialectReader.Try;
import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.RandomWorld;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import dev.weir.policy.render.PolicyComments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A small cluster with policies of every odd form. Pods have one address each, which some blocks hold; {@code 10.0.0.1}
 * is no pod but, from world to world, a plain address, one with a name, the API server's or a node's.
 */
record DialectWorld(Cluster cluster, List<RecommendedPolicy> policies, List<Try> tries) {

    private static final List<String> NAMESPACES = List.of("a", "b");
    private static final String SPECIAL = "10.0.0.1";
    private static final List<Integer> PORTS = List.of(53, 80, 8080);
    private static final int TRIES = 100;

    static DialectWorld of(long seed) {
        RandomWorld random = new RandomWorld(seed);
        List<Namespace> namespaces = NAMESPACES.stream().map(random::namespace).toList();
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Pod pod = random.pod(random.any(NAMESPACES), "p" + i);
            pods.add(new Pod(
                    pod.namespace(),
                    pod.name(),
                    pod.labels(),
                    List.of(IpAddress.of((i % 2 == 0 ? "10.0.0." : "172.16.0.") + (i + 2))),
                    pod.namedPorts(),
                    false,
                    Optional.empty(),
                    false));
        }
        PeerFacts facts = facts(random.below(4), pods);
        boolean blocks = random.below(2) == 0;
        List<RecommendedPolicy> policies = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            NetworkPolicy policy = random.policy(random.any(NAMESPACES), "np" + i);
            policies.add(new RecommendedPolicy(blocks ? policy : withOneBlock(policy), PolicyComments.NONE, facts));
        }
        Cluster cluster = new Cluster(namespaces, pods, List.of());
        return new DialectWorld(
                cluster,
                policies,
                random.shuffled(tries(cluster)).stream().limit(TRIES).toList());
    }

    List<NetworkPolicy> kubernetes() {
        return policies.stream().map(RecommendedPolicy::policy).toList();
    }

    static Probe probe(Try it) {
        return new Probe(party(it.from()), party(it.to()), it.port(), it.protocol());
    }

    private static Party party(End end) {
        return end.pod()
                .map(pod -> Party.pod(pod.namespace(), pod.name()))
                .orElseGet(() -> Party.address(end.address().toString()));
    }

    private static PeerFacts facts(int variant, List<Pod> pods) {
        Set<IpAddress> special = Set.of(IpAddress.of(SPECIAL));
        Set<IpAddress> addresses = Set.copyOf(
                pods.stream().flatMap(pod -> pod.addresses().stream()).toList());
        return switch (variant) {
            case 0 -> new PeerFacts(new TreeMap<>(), Set.of(), Set.of(), addresses, List.of());
            case 1 ->
                new PeerFacts(
                        new TreeMap<>(Map.of(IpAddress.of(SPECIAL), new TreeSet<>(Set.of("api.example.org")))),
                        Set.of(),
                        Set.of(),
                        addresses,
                        List.of());
            case 2 -> new PeerFacts(new TreeMap<>(), special, Set.of(), addresses, List.of());
            default -> new PeerFacts(new TreeMap<>(), Set.of(), special, addresses, List.of());
        };
    }

    private static NetworkPolicy withOneBlock(NetworkPolicy policy) {
        NetworkPolicy.Spec spec = policy.spec();
        return new NetworkPolicy(
                policy.namespace(),
                policy.name(),
                new NetworkPolicy.Spec(
                        spec.podSelector(),
                        spec.policyTypes(),
                        withOneBlock(spec.ingress()),
                        withOneBlock(spec.egress())));
    }

    /** Without a block in its place, a rule with no other peer would be one for everybody. */
    private static List<Rule> withOneBlock(List<Rule> rules) {
        return rules.stream()
                .map(rule -> new Rule(
                        rule.peers().stream()
                                .map(peer -> peer instanceof Peer.IpBlock ? Peer.block(Cidr.of(SPECIAL + "/32")) : peer)
                                .toList(),
                        rule.ports()))
                .toList();
    }

    private static List<Try> tries(Cluster cluster) {
        Map<String, Namespace> namespaces = new TreeMap<>();
        cluster.namespaces().forEach(it -> namespaces.put(it.name(), it));
        List<End> ends = new ArrayList<>();
        cluster.pods().forEach(pod -> ends.add(End.of(pod, Objects.requireNonNull(namespaces.get(pod.namespace())))));
        List.of(SPECIAL, "8.8.8.8", "10.255.255.255").forEach(address -> ends.add(End.outside(address)));
        List<Try> tries = new ArrayList<>();
        for (End from : ends) {
            for (End to : ends) {
                for (int port : PORTS) {
                    if (from.pod().isPresent() || to.pod().isPresent()) {
                        tries.add(new Try(from, to, Protocol.TCP, port));
                        tries.add(new Try(from, to, Protocol.UDP, port));
                    }
                }
            }
        }
        return tries;
    }
}
