package dev.weir.policy.analyse;

import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.RandomWorld;
import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.AddressRange;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.PortSet;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.policy.parse.PolicySet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A random snapshot whose pods belong to a few workloads, and connections worth trying in it. */
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

    /** Some of the connections that a list is about; fewer where there is nobody to connect with. */
    List<Trial> trials(int count) {
        List<OwnedPod> pods = snapshot.pods().stream()
                .filter(it -> !it.pod().completed() && !it.pod().hostNetwork())
                .toList();
        List<IpAddress> outside = outside();
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count && !pods.isEmpty(); i++) {
            OwnedPod pod = random.any(pods);
            List<Party> others = others(pod, pods, outside);
            if (!others.isEmpty()) {
                trials.add(trial(party(pod), random.any(others)));
            }
        }
        return trials;
    }

    private List<Party> others(OwnedPod pod, List<OwnedPod> pods, List<IpAddress> outside) {
        return switch (random.below(5)) {
            case 0 ->
                snapshot.nodes().stream()
                        .map(Node::name)
                        .filter(node -> !pod.pod().node().equals(Optional.of(node)))
                        .map(Party::node)
                        .toList();
            case 1, 2 ->
                outside.stream()
                        .filter(address -> speaks(pod.pod(), address.family()))
                        .<Party>map(Party.AddressParty::new)
                        .toList();
            default ->
                pods.stream().filter(it -> it != pod).map(TestingWorld::party).toList();
        };
    }

    private Trial trial(Party one, Party other) {
        boolean forth = random.below(2) == 0;
        Protocol protocol = random.any(List.of(Protocol.values()));
        return new Trial(new Probe(forth ? one : other, forth ? other : one, random.any(PORTS), protocol));
    }

    /** A connection that a line of a list says something about, if there is one between two that no exemption joins. */
    Optional<Probe> example(AllowedConnections line) {
        List<Party> some = members(line.from());
        if (some.isEmpty()) {
            return Optional.empty();
        }
        Party from = random.any(some);
        List<Party> others = members(line.to()).stream()
                .filter(to -> !to.equals(from) && !isResident(from, to) && !isResident(to, from))
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        Protocol protocol = random.any(List.copyOf(line.ports().byProtocol().keySet()));
        PortSet.Interval interval = random.any(line.ports().of(protocol).intervals());
        int port = random.below(2) == 0 ? interval.first() : interval.last();
        return Optional.of(new Probe(from, random.any(others), port, protocol));
    }

    private boolean isResident(Party node, Party pod) {
        return node instanceof Party.NodeParty of
                && snapshot.pods().stream()
                        .anyMatch(it -> party(it).equals(pod)
                                && it.pod().node().filter(of.name()::equals).isPresent());
    }

    private List<Party> members(Place place) {
        if (place instanceof Place.OfWorkload of) {
            return snapshot.pods().stream()
                    .filter(it -> it.workload().equals(of.workload()))
                    .filter(it -> !it.pod().completed() && !it.pod().hostNetwork())
                    .map(TestingWorld::party)
                    .toList();
        }
        if (place instanceof Place.OfPod of) {
            return List.of(Party.pod(of.namespace(), of.name()));
        }
        if (place instanceof Place.OfNode of) {
            return List.of(Party.node(of.name()));
        }
        if (place instanceof Place.Outside of) {
            return ofNobody(of.range()).<Party>map(Party.AddressParty::new).stream()
                    .toList();
        }
        return snapshot.cluster().nodes().stream()
                .map(Node::name)
                .map(Party::node)
                .toList();
    }

    /** The first address of a range that no pod or node has. */
    private Optional<IpAddress> ofNobody(AddressRange range) {
        Set<IpAddress> owned = owned();
        Optional<IpAddress> address = Optional.of(range.first());
        while (address.filter(owned::contains).isPresent()) {
            address = address.flatMap(IpAddress::next).filter(range::contains);
        }
        return address;
    }

    /** Whether there is one way only to make the connection, so that there is one verdict on it. */
    boolean isOneConnection(Trial trial) {
        return addresses(trial.probe().from()) <= 1 && addresses(trial.probe().to()) <= 1;
    }

    private int addresses(Party party) {
        if (party instanceof Party.NodeParty of) {
            return snapshot.cluster().nodes().stream()
                    .filter(node -> node.name().equals(of.name()))
                    .mapToInt(node -> node.addresses().size())
                    .sum();
        }
        return snapshot.pods().stream()
                .filter(it -> party(it).equals(party))
                .mapToInt(it -> it.pod().addresses().size())
                .sum();
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
        Set<IpAddress> owned = owned();
        return ADDRESSES.stream()
                .map(IpAddress::of)
                .filter(it -> !owned.contains(it))
                .toList();
    }

    private Set<IpAddress> owned() {
        Set<IpAddress> owned = new HashSet<>();
        // A completed pod has no address any more; one on the host's network has its node's, known or not.
        snapshot.pods().stream()
                .filter(it -> !it.pod().completed())
                .forEach(it -> owned.addAll(it.pod().addresses()));
        snapshot.nodes().forEach(it -> owned.addAll(it.addresses()));
        return owned;
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
