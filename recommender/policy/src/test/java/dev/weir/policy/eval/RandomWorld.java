package dev.weir.policy.eval;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterNetworkPolicy.Subject;
import dev.weir.policy.model.ClusterNetworkPolicy.Tier;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.ClusterPort;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Requirement;
import dev.weir.policy.model.Requirement.Operator;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Small clusters and policies with every odd form the APIs allow, drawn from small alphabets so that selectors, ports
 * and blocks hit and miss about equally often. One seed gives one world.
 */
public final class RandomWorld {

    private static final List<String> NAMESPACES = List.of("a", "b", "c");
    private static final List<String> NODES = List.of("n1", "n2", "n3");
    private static final List<String> KEYS = List.of("app", "tier", "env");
    private static final List<String> VALUES = List.of("", "x", "y");
    private static final List<String> PORT_NAMES = List.of("http", "dns");
    private static final List<Integer> PORTS = List.of(1, 53, 80, 81, 8080, 65535);
    private static final List<String> DOMAINS = List.of("example.org", "www.example.org", "Example.org.");
    private static final List<String> ADDRESSES = List.of(
            "10.0.0.1",
            "10.0.0.2",
            "10.0.1.1",
            "10.255.255.255",
            "8.8.8.8",
            "fd00::1",
            "fd00::2",
            "fd00:1::1",
            "2001:db8::1");
    private static final List<String> BLOCKS = List.of(
            "0.0.0.0/0",
            "10.0.0.0/8",
            "10.0.0.0/24",
            "10.0.0.0/31",
            "10.0.0.1/32",
            "8.0.0.0/7",
            "::/0",
            "fd00::/16",
            "fd00::/127",
            "fd00::1/128",
            "0.0.0.0/1",
            "10.0.0.2/31",
            "10.128.0.0/9",
            "255.255.255.255/32",
            "fd00::2/127",
            "8000::/1",
            "ffff:ffff:ffff:ffff::/64");

    /** On both sides of the borders of the blocks. */
    private static final List<String> BORDERS = List.of(
            "0.0.0.0",
            "7.255.255.255",
            "9.255.255.255",
            "10.0.0.0",
            "10.0.0.3",
            "10.0.0.4",
            "10.0.0.255",
            "10.127.255.255",
            "10.128.0.0",
            "11.0.0.0",
            "127.255.255.255",
            "255.255.255.254",
            "255.255.255.255",
            "::",
            "fcff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "fd00::",
            "fd00::3",
            "fd00::4",
            "fd01::",
            "7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "8000::",
            "ffff:ffff:ffff:fffe:ffff:ffff:ffff:ffff",
            "ffff:ffff:ffff:ffff::",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");

    /** Where rules begin and end, and beside that. */
    private static final List<Integer> PROBED = List.of(1, 2, 52, 53, 54, 79, 80, 81, 82, 8080, 65534, 65535);

    private final Random random;

    public RandomWorld(long seed) {
        random = new Random(seed);
    }

    public Cluster cluster() {
        List<Namespace> namespaces =
                some(NAMESPACES).stream().map(this::namespace).toList();
        List<Node> nodes = some(NODES).stream().map(this::node).toList();
        List<Pod> pods = IntStream.range(0, random.nextInt(9))
                .mapToObj(i -> pod(any(NAMESPACES), "p" + i))
                .toList();
        return new Cluster(namespaces, pods, nodes);
    }

    public Namespace namespace(String name) {
        return new Namespace(name, labels());
    }

    public Node node(String name) {
        return new Node(name, labels(), random.nextBoolean() ? List.of() : List.of(address()));
    }

    public Pod pod(String namespace, String name) {
        Set<IpAddress> addresses = new LinkedHashSet<>(upTo(2, this::address));
        return new Pod(
                namespace,
                name,
                labels(),
                List.copyOf(addresses),
                upTo(3, () -> new NamedPort(any(PORT_NAMES), any(List.of(Protocol.values())), any(PORTS))),
                oneIn(10),
                oneIn(4) ? Optional.empty() : Optional.of(any(NODES)),
                oneIn(8));
    }

    public List<NetworkPolicy> policies() {
        return IntStream.range(0, random.nextInt(9))
                .mapToObj(i -> policy(any(NAMESPACES), "np" + i))
                .toList();
    }

    public NetworkPolicy policy(String namespace, String name) {
        Set<Direction> types = oneIn(3) ? Set.of() : Set.copyOf(some(List.of(Direction.values())));
        return new NetworkPolicy(
                namespace,
                name,
                new NetworkPolicy.Spec(
                        oneIn(2) ? LabelSelector.everything() : selector(),
                        types,
                        upTo(3, this::rule),
                        upTo(3, this::rule)));
    }

    public List<ClusterNetworkPolicy> clusterPolicies() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> clusterPolicy("cnp" + i))
                .toList();
    }

    public ClusterNetworkPolicy clusterPolicy(String name) {
        Subject subject =
                random.nextBoolean() ? new Subject.Namespaces(selector()) : new Subject.Pods(selector(), selector());
        return new ClusterNetworkPolicy(
                name,
                new ClusterNetworkPolicy.Spec(
                        any(List.of(Tier.values())),
                        random.nextInt(2),
                        subject,
                        upTo(3, () -> clusterRule(false)),
                        upTo(3, () -> clusterRule(true))));
    }

    public List<Probe> probes(Cluster cluster, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Probe(party(cluster), party(cluster), any(PROBED), any(List.of(Protocol.values()))))
                .toList();
    }

    public <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    public <T> List<T> shuffled(List<T> values) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    private Party party(Cluster cluster) {
        if (!cluster.pods().isEmpty() && !oneIn(6)) {
            Pod pod = any(cluster.pods());
            return Party.pod(pod.namespace(), pod.name());
        }
        if (!cluster.nodes().isEmpty() && oneIn(3)) {
            return Party.node(any(cluster.nodes()).name());
        }
        IpAddress address = random.nextBoolean() ? address() : IpAddress.of(any(BORDERS));
        return new Party.AddressParty(address, Set.copyOf(upTo(1, () -> any(DOMAINS))));
    }

    public Rule rule() {
        return new Rule(upTo(3, this::peer), upTo(3, this::port));
    }

    private Peer peer() {
        return switch (random.nextInt(4)) {
            case 0 -> Peer.pods(selector());
            case 1 -> Peer.namespaces(selector());
            case 2 -> Peer.podsIn(selector(), selector());
            default -> block();
        };
    }

    private Peer block() {
        Cidr cidr = Cidr.of(any(BLOCKS));
        Cidr[] except = some(BLOCKS).stream()
                .map(Cidr::of)
                .filter(hole -> cidr.contains(hole) && !cidr.equals(hole))
                .toArray(Cidr[]::new);
        return Peer.block(cidr, except);
    }

    private PolicyPort port() {
        return new PolicyPort(any(List.of(Protocol.values())), ports());
    }

    private Ports ports() {
        return switch (random.nextInt(4)) {
            case 0 -> Ports.all();
            case 1 -> Ports.number(any(PORTS));
            case 2 -> range();
            default -> Ports.named(any(PORT_NAMES));
        };
    }

    private Ports.Range range() {
        int one = any(PORTS);
        int other = any(PORTS);
        return new Ports.Range(Math.min(one, other), Math.max(one, other));
    }

    /** Of this API, whose ranges have two ends that differ. */
    private Ports clusterRange() {
        Ports.Range range = range();
        return range.first() == range.last() ? Ports.number(range.first()) : range;
    }

    private ClusterRule clusterRule(boolean egress) {
        List<ClusterPeer> peers = new ArrayList<>(List.of(clusterPeer(egress)));
        peers.addAll(upTo(2, () -> clusterPeer(egress)));
        return new ClusterRule("", any(List.of(ClusterRule.Action.values())), peers, upTo(2, this::clusterPort));
    }

    private ClusterPeer clusterPeer(boolean egress) {
        if (oneIn(20)) {
            return new ClusterPeer.Unknown("services");
        }
        return switch (random.nextInt(egress ? 5 : 2)) {
            case 0 -> new ClusterPeer.Namespaces(selector());
            case 1 -> new ClusterPeer.Pods(selector(), selector());
            case 2 ->
                new ClusterPeer.Networks(some(BLOCKS).stream().map(Cidr::of).toList());
            case 3 -> new ClusterPeer.Nodes(selector());
            default -> new ClusterPeer.DomainNames(List.of(any(List.of("example.org", "*.example.org", "*.org"))));
        };
    }

    private ClusterPort clusterPort() {
        return switch (random.nextInt(3)) {
            case 0 -> new ClusterPort.Named(any(PORT_NAMES));
            case 1 -> new ClusterPort.Of(any(List.of(Protocol.values())), Ports.number(any(PORTS)));
            default -> new ClusterPort.Of(any(List.of(Protocol.values())), clusterRange());
        };
    }

    /** Of pod, namespace and node labels alike, and now and then of the label every namespace has. */
    private LabelSelector selector() {
        if (oneIn(6)) {
            return LabelSelector.of(Namespace.NAME_LABEL, any(NAMESPACES));
        }
        return new LabelSelector(oneIn(2) ? Map.of() : Map.of(any(KEYS), any(VALUES)), upTo(1, this::requirement));
    }

    private Requirement requirement() {
        Operator operator = any(List.of(Operator.values()));
        List<String> values = operator.takesValues() ? List.of(any(VALUES), any(VALUES)) : List.of();
        return new Requirement(any(KEYS), operator, values);
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        some(KEYS).forEach(key -> labels.put(key, any(VALUES)));
        return labels;
    }

    private IpAddress address() {
        return IpAddress.of(any(ADDRESSES));
    }

    public <T> List<T> some(List<T> values) {
        return values.stream().filter(unused -> random.nextBoolean()).toList();
    }

    private <T> List<T> upTo(int count, Supplier<T> value) {
        return IntStream.range(0, random.nextInt(count + 1))
                .mapToObj(i -> value.get())
                .toList();
    }

    public boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }
}
