package dev.weir.microbench;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * A cluster of the size the targets speak of. Workload {@code i} lives in namespace {@code i % 50} and carries the label
 * {@code app=app-i}; policy {@code i} isolates it both ways and lets it talk with two neighbours on one port.
 */
record World(Cluster cluster, List<NetworkPolicy> policies) {

    private static final int NAMESPACES = 50;
    private static final long FIRST_ADDRESS = 0x0A00_0001L;
    private static final Cidr BLOCK = Cidr.of("10.0.1.0/24");

    /**
     * @param workloads label classes of pods, at least as many as policies
     * @param podsPerWorkload 1 or more
     */
    static World of(int workloads, int podsPerWorkload, int policies) {
        List<Namespace> namespaces = new ArrayList<>();
        for (int i = 0; i < NAMESPACES; i++) {
            namespaces.add(new Namespace("ns-" + i, Map.of("name", "ns-" + i)));
        }
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < workloads * podsPerWorkload; i++) {
            int workload = i % workloads;
            Map<String, String> labels = Map.of("app", app(workload));
            pods.add(new Pod(namespace(workload), "pod-" + i, labels, IpAddress.ipv4(FIRST_ADDRESS + i)));
        }
        List<NetworkPolicy> all = new ArrayList<>();
        for (int i = 0; i < policies; i++) {
            all.add(policy(i, policies, 8080));
        }
        return new World(new Cluster(namespaces, pods, List.of()), List.copyOf(all));
    }

    /** The policy of a workload, between it and the next two of {@code policies}, on a TCP port. */
    static NetworkPolicy policy(int number, int policies, int port) {
        List<Peer> peers = List.of(peer((number + 1) % policies), peer((number + 2) % policies));
        List<Rule> rules = List.of(new Rule(peers, List.of(PolicyPort.tcp(port))));
        NetworkPolicy.Spec spec = new NetworkPolicy.Spec(
                LabelSelector.of("app", app(number)), EnumSet.allOf(Direction.class), rules, rules);
        return new NetworkPolicy(namespace(number), "policy-" + number, spec);
    }

    /**
     * The same with wide rules: each workload's policy names all pods of its own namespace and of the next, and a block
     * that some pods of others are in.
     */
    static World wide(int workloads, int podsPerWorkload, int policies) {
        World narrow = of(workloads, podsPerWorkload, policies);
        List<NetworkPolicy> all = new ArrayList<>();
        for (int i = 0; i < policies; i++) {
            List<Peer> peers = List.of(
                    Peer.pods(LabelSelector.everything()),
                    Peer.podsIn(LabelSelector.of("name", namespace(i + 1)), LabelSelector.everything()),
                    Peer.block(BLOCK));
            List<Rule> rules = List.of(new Rule(peers, List.of(PolicyPort.tcp(8080))));
            NetworkPolicy.Spec spec = new NetworkPolicy.Spec(
                    LabelSelector.of("app", app(i)), EnumSet.allOf(Direction.class), rules, rules);
            all.add(new NetworkPolicy(namespace(i), "policy-" + i, spec));
        }
        return new World(narrow.cluster(), List.copyOf(all));
    }

    /** How many pairs there are of a policy's workload and a pod that {@link #wide} lets in to it. */
    long letIn() {
        long pairs = 0;
        for (int i = 0; i < policies.size(); i++) {
            for (Pod pod : cluster.pods()) {
                boolean near =
                        pod.namespace().equals(namespace(i)) || pod.namespace().equals(namespace(i + 1));
                pairs += near || BLOCK.contains(pod.addresses().get(0)) ? 1 : 0;
            }
        }
        return pairs;
    }

    private static Peer peer(int workload) {
        return Peer.podsIn(LabelSelector.of("name", namespace(workload)), LabelSelector.of("app", app(workload)));
    }

    private static String namespace(int workload) {
        return "ns-" + workload % NAMESPACES;
    }

    private static String app(int workload) {
        return "app-" + workload;
    }
}
