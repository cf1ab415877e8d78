package dev.weir.policy.analyse;

import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.RandomWorld;
import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.policy.parse.PolicySet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A random snapshot whose pods belong to a few workloads, and every connection worth trying in it. */
final class TestingWorld {

    /** On both sides of every border that the rules of a {@link RandomWorld} know. */
    private static final List<Integer> PORTS =
            List.of(1, 2, 52, 53, 54, 79, 80, 81, 82, 8079, 8080, 8081, 65534, 65535);

    private static final List<String> ADDRESSES = List.of(
            "0.0.0.0",
            "7.255.255.255",
            "8.8.8.8",
            "10.0.0.0",
            "10.0.0.1",
            "10.0.0.3",
            "10.0.1.1",
            "10.255.255.254",
            "11.0.0.0",
            "255.255.255.255",
            "::",
            "fd00::1",
            "fd00::3",
            "fd00:1::1",
            "2001:db8::1");

    final RandomWorld random;
    final Snapshot snapshot;

    TestingWorld(long seed) {
        random = new RandomWorld(seed);
        Cluster cluster = random.cluster();
        List<OwnedPod> pods = cluster.pods().stream()
                .map(pod -> new OwnedPod(pod, workload(pod), List.of()))
                .toList();
        snapshot = new Snapshot(cluster.namespaces(), pods, cluster.nodes());
    }

    private Workload workload(Pod pod) {
        return new Workload(pod.namespace(), "Deployment", random.any(List.of("web", "db")));
    }

    PolicySet policies() {
        return new PolicySet(random.policies(), random.clusterPolicies());
    }

    static PlainEvaluator plain(Snapshot snapshot, PolicySet policies) {
        return new PlainEvaluator(snapshot.cluster(), policies.policies(), policies.clusterPolicies());
    }

    /** Every connection that a list is about, at every port worth trying. */
    List<Trial> trials() {
        List<OwnedPod> pods = snapshot.pods().stream()
                .filter(it -> !it.pod().completed() && !it.pod().hostNetwork())
                .toList();
        List<Trial> trials = new ArrayList<>();
        for (OwnedPod pod : pods) {
            pods.stream().filter(other -> other != pod).forEach(other -> add(party(pod), party(other), trials));
            snapshot.cluster().nodes().stream()
                    .filter(node -> !pod.pod().node().equals(Optional.of(node.name())))
                    .forEach(node -> addBoth(pod, Party.node(node.name()), trials));
            outside().stream()
                    .filter(address -> speaks(pod.pod(), address.family()))
                    .forEach(address -> addBoth(pod, new Party.AddressParty(address), trials));
        }
        return trials;
    }

    private static void addBoth(OwnedPod pod, Party other, List<Trial> trials) {
        add(party(pod), other, trials);
        add(other, party(pod), trials);
    }

    private static void add(Party from, Party to, List<Trial> trials) {
        for (Protocol protocol : Protocol.values()) {
            PORTS.forEach(port -> trials.add(new Trial(new Probe(from, to, port, protocol))));
        }
    }

    private static Party party(OwnedPod pod) {
        return Party.pod(pod.pod().namespace(), pod.pod().name());
    }

    private static boolean speaks(Pod pod, AddressFamily family) {
        return pod.addresses().isEmpty()
                ? family == AddressFamily.IPV4
                : pod.address(family).isPresent();
    }

    private List<IpAddress> outside() {
        Set<IpAddress> owned = new HashSet<>();
        snapshot.pods().forEach(it -> owned.addAll(it.pod().addresses()));
        snapshot.cluster().nodes().forEach(it -> owned.addAll(it.addresses()));
        return ADDRESSES.stream()
                .map(IpAddress::of)
                .filter(it -> !owned.contains(it))
                .toList();
    }

    /** A connection, to be looked up in a list. */
    record Trial(Probe probe) {

        boolean isIn(List<AllowedConnections> list, Snapshot snapshot) {
            return list.stream()
                    .anyMatch(it -> it.ports().contains(probe.protocol(), probe.port())
                            && stands(it.from(), probe.from(), snapshot)
                            && stands(it.to(), probe.to(), snapshot));
        }

        private static boolean stands(Place place, Party party, Snapshot snapshot) {
            if (place instanceof Place.OfWorkload of) {
                return snapshot.pods().stream()
                        .anyMatch(it ->
                                it.workload().equals(of.workload()) && party(it).equals(party));
            }
            if (place instanceof Place.OfPod of) {
                return party.equals(Party.pod(of.namespace(), of.name()));
            }
            if (place instanceof Place.OfNode of) {
                return party.equals(Party.node(of.name()));
            }
            if (place instanceof Place.Outside of) {
                return party instanceof Party.AddressParty address && of.range().contains(address.address());
            }
            return party instanceof Party.NodeParty;
        }
    }
}
