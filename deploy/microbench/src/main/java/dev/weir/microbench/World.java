package dev.weir.microbench;

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
