package dev.weir.policy.analyse;

import dev.weir.policy.eval.FastEvaluator;
import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.ResolvedParty;
import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.AddressRange;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.DeclaredPort;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import dev.weir.v1.ObservedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What an intruder in each pod could reach, before and after a set of policies. Every attempt is judged; nothing is
 * drawn at random. Connections that were observed are no attempts of an intruder and are left out.
 *
 * @param outcomes one for each kind of attack, in the order of {@link Attack}
 */
public record AttackSimulation(List<Outcome> outcomes) {

    /** Ports that scanners try first wherever they are. */
    public static final List<DeclaredPort> WELL_KNOWN = IntStream.of(
                    22, 23, 25, 80, 111, 135, 139, 443, 445, 1433, 2375, 2376, 3000, 3306, 3389, 5432, 5601, 5672, 5900,
                    6379, 6443, 8000, 8080, 8443, 9000, 9042, 9090, 9092, 9200, 11211, 15672, 27017, 50000)
            .mapToObj(port -> new DeclaredPort(Protocol.TCP, port))
            .toList();

    /** Ports by which data leaves: web, name lookups and shells. */
    public static final List<DeclaredPort> WAYS_OUT = List.of(
            new DeclaredPort(Protocol.TCP, 22),
            new DeclaredPort(Protocol.TCP, 53),
            new DeclaredPort(Protocol.TCP, 80),
            new DeclaredPort(Protocol.TCP, 443),
            new DeclaredPort(Protocol.TCP, 8443),
            new DeclaredPort(Protocol.UDP, 53),
            new DeclaredPort(Protocol.UDP, 443));

    /** The address at which clouds give instance metadata, credentials among them. */
    public static final String METADATA_ADDRESS = "169.254.169.254";

    private static final List<DeclaredPort> METADATA = List.of(new DeclaredPort(Protocol.TCP, 80));
    private static final List<DeclaredPort> KUBELET =
            List.of(new DeclaredPort(Protocol.TCP, 10250), new DeclaredPort(Protocol.TCP, 10255));
    private static final List<DeclaredPort> ETCD =
            List.of(new DeclaredPort(Protocol.TCP, 2379), new DeclaredPort(Protocol.TCP, 2380));

    /** Not on the Internet: nobody outside can wait there (RFC 6890). */
    private static final List<AddressRange> NOT_GLOBAL = List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "224.0.0.0/3",
                    "::/8",
                    "fc00::/7",
                    "fe80::/10",
                    "ff00::/8")
            .stream()
            .map(block -> AddressRange.of(Cidr.of(block)))
            .toList();

    /** A kind of attack. */
    public enum Attack {
        /** Each pod tries every other pod, on the ports that it declares and on {@link #WELL_KNOWN}. */
        LATERAL_SCAN,
        /** Each pod asks for the cloud's metadata. */
        METADATA,
        /** Each pod tries the kubelet of each node. */
        KUBELET,
        /** Each pod tries etcd on each node. */
        ETCD,
        /**
         * Each pod tries an address, on {@link #WAYS_OUT}, of every part of the Internet that rules tell apart, and of
         * it as a whole, that no pod was seen to connect to.
         */
        EXFILTRATION
    }

    /**
     * How an attack went.
     *
     * @param attempts pods times targets times ports
     * @param examples a few attempts that still succeed afterwards
     */
    public record Outcome(Attack attack, long attempts, long deniedBefore, long deniedAfter, List<String> examples) {

        public Outcome {
            examples = List.copyOf(examples);
        }

        /** The share that is denied before, 0 to 1; 0 if there was nothing to try. */
        public double shareBefore() {
            return attempts == 0 ? 0 : (double) deniedBefore / attempts;
        }

        /** The share that is denied afterwards, 0 to 1; 0 if there was nothing to try. */
        public double shareAfter() {
            return attempts == 0 ? 0 : (double) deniedAfter / attempts;
        }
    }

    public AttackSimulation {
        outcomes = List.copyOf(outcomes);
    }

    /** Tries everything under two sets of policies. */
    public static AttackSimulation run(
            Snapshot snapshot, PolicySet before, PolicySet after, Collection<ObservedEdge> edges) {
        Attacker attacker = new Attacker(snapshot, before, after, edges);
        attacker.attack();
        return new AttackSimulation(
                attacker.tallies.values().stream().map(Tally::outcome).toList());
    }

    private static final class Tally {
        private static final int MOST_EXAMPLES = 5;

        private final Attack attack;
        private long attempts;
        private long deniedBefore;
        private long deniedAfter;
        private final List<String> examples = new ArrayList<>();

        Tally(Attack attack) {
            this.attack = attack;
        }

        void add(long count, boolean before, boolean after, String what) {
            attempts += count;
            deniedBefore += before ? 0 : count;
            deniedAfter += after ? 0 : count;
            if (after && examples.size() < MOST_EXAMPLES) {
                examples.add(what);
            }
        }

        Outcome outcome() {
            return new Outcome(attack, attempts, deniedBefore, deniedAfter, examples);
        }
    }

    private static final class Attacker {

        private final Survey survey;
        private final Cluster cluster;
        private final Observed observed;
        private final FastEvaluator before;
        private final FastEvaluator after;
        private final Map<Attack, Tally> tallies = new EnumMap<>(Attack.class);

        Attacker(Snapshot snapshot, PolicySet before, PolicySet after, Collection<ObservedEdge> edges) {
            survey = new Survey(snapshot, List.of(before, after));
            cluster = snapshot.cluster();
            observed = new Observed(snapshot, edges);
            this.before = new FastEvaluator(cluster, before.policies(), before.clusterPolicies());
            this.after = new FastEvaluator(cluster, after.policies(), after.clusterPolicies());
            for (Attack attack : Attack.values()) {
                tallies.put(attack, new Tally(attack));
            }
        }

        void attack() {
            List<IpAddress> targets = internet();
            for (PodGroup group : survey.groups()) {
                survey.groups().forEach(other -> scan(group, other));
                metadata(group);
                group.pods().forEach(pod -> nodes(group, pod.pod()));
                targets.stream()
                        .filter(address -> group.speaks(address.family()))
                        .forEach(address -> exfiltrate(group, address));
            }
        }

        private void scan(PodGroup from, PodGroup to) {
            long pairs = (long) from.size() * (from == to ? from.size() - 1 : to.size());
            if (pairs > 0) {
                OpenPorts seen = observed.between(from.workload(), to.workload());
                String what = from.place() + " => " + to.place();
                attempt(Attack.LATERAL_SCAN, pairs, from.first(), to.last(), targets(to), seen, what);
            }
        }

        /** A group is of one workload, but its pods may declare different ports. */
        private static SortedSet<DeclaredPort> targets(PodGroup group) {
            SortedSet<DeclaredPort> ports = new TreeSet<>(WELL_KNOWN);
            group.pods().stream().map(OwnedPod::declaredPorts).forEach(ports::addAll);
            return ports;
        }

        private void metadata(PodGroup group) {
            IpAddress address = IpAddress.of(METADATA_ADDRESS);
            if (group.speaks(address.family())) {
                outside(Attack.METADATA, group, address, METADATA);
            }
        }

        private void nodes(PodGroup group, Pod pod) {
            for (Node node : cluster.nodes()) {
                OpenPorts seen = observed.toNode(group.workload(), node.name());
                String what = group.place() + " => node:" + node.name();
                Party from = PodGroup.party(pod);
                Party to = Party.node(node.name());
                attempt(Attack.KUBELET, 1, from, to, KUBELET, seen, what);
                attempt(Attack.ETCD, 1, from, to, ETCD, seen, what);
            }
        }

        private void exfiltrate(PodGroup group, IpAddress address) {
            outside(Attack.EXFILTRATION, group, address, WAYS_OUT);
        }

        private void outside(Attack attack, PodGroup group, IpAddress address, Collection<DeclaredPort> ports) {
            Collection<OpenPorts> seen = observed.toAddresses(group.workload(), new AddressRange(address, address));
            OpenPorts needed = seen.stream().reduce(OpenPorts.none(), OpenPorts::union);
            String what = group.place() + " => " + address;
            attempt(attack, group.size(), group.first(), new Party.AddressParty(address), ports, needed, what);
        }

        /** One address of each piece that is not private, reserved or known to somebody. */
        private List<IpAddress> internet() {
            List<IpAddress> targets = new ArrayList<>();
            for (AddressFamily family : survey.families()) {
                survey.outside(family).forEach(piece -> unseen(piece).ifPresent(targets::add));
            }
            return targets;
        }

        /** INVARIANT: each step passes a reserved block, an owned address or a seen one, of which there are few. */
        private Optional<IpAddress> unseen(AddressRange piece) {
            Optional<IpAddress> address = Optional.of(piece.first());
            while (address.isPresent() && piece.contains(address.get())) {
                IpAddress candidate = address.get();
                Optional<AddressRange> reserved =
                        NOT_GLOBAL.stream().filter(it -> it.contains(candidate)).findFirst();
                if (reserved.isEmpty() && !survey.isOwned(candidate) && !observed.wasReached(candidate)) {
                    return address;
                }
                address = reserved.map(AddressRange::last).orElse(candidate).next();
            }
            return Optional.empty();
        }

        private void attempt(
                Attack attack,
                long count,
                Party from,
                Party to,
                Collection<DeclaredPort> ports,
                OpenPorts seen,
                String what) {
            Tally tally = Objects.requireNonNull(tallies.get(attack));
            ResolvedParty source = before.resolve(from);
            ResolvedParty target = before.resolve(to);
            ResolvedParty sourceAfter = after.resolve(from);
            ResolvedParty targetAfter = after.resolve(to);
            for (DeclaredPort port : ports) {
                if (!seen.contains(port.protocol(), port.port())) {
                    boolean was = before.allows(source, target, port.port(), port.protocol());
                    boolean is = after.allows(sourceAfter, targetAfter, port.port(), port.protocol());
                    tally.add(count, was, is, what + " : " + port);
                }
            }
        }
    }
}
