package dev.weir.policy.analyse;

import dev.weir.policy.analyse.Survey.NodeGroup;
import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.AddressRange;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.parse.PolicySet;
import dev.weir.v1.ObservedEdge;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How much policies allow beyond what was observed: the exact number of triples of pod, peer and port (65,535 of each of
 * three protocols), in both directions, with a connection between two pods counted once. A peer is a pod, a node or a
 * single address of nobody. What no policy decides, a pod with itself or with its own node, is not counted apart: every
 * node counts as another pod's.
 *
 * @param byClass what is allowed, beyond and possible, for every class of peers
 */
public record OverPermission(Map<PeerClass, Count> byClass) {

    private static final long PORTS = (long) Ports.HIGHEST * Protocol.values().length;

    /** Who is at the other end. The weight says how bad a share of needless permissions is there. */
    public enum PeerClass {
        SAME_NAMESPACE(1),
        OTHER_NAMESPACE(2),
        NODE(3),
        OUTSIDE(4);

        private final int weight;

        PeerClass(int weight) {
            this.weight = weight;
        }

        public int weight() {
            return weight;
        }
    }

    /**
     * Numbers of triples.
     *
     * @param allowed by the policies
     * @param beyond allowed and not observed
     * @param possible if there were no policies
     */
    public record Count(BigInteger allowed, BigInteger beyond, BigInteger possible) {

        static final Count ZERO = new Count(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

        Count plus(Count other) {
            return new Count(allowed.add(other.allowed), beyond.add(other.beyond), possible.add(other.possible));
        }

        /** The part of the possible that is allowed and not observed, 0 to 1. */
        public double share() {
            return possible.signum() == 0
                    ? 0
                    : new BigDecimal(beyond)
                            .divide(new BigDecimal(possible), MathContext.DECIMAL64)
                            .doubleValue();
        }
    }

    public OverPermission {
        byClass = Collections.unmodifiableMap(new EnumMap<>(byClass));
    }

    /** Counts, in time that grows with the square of the number of workloads. */
    public static OverPermission of(Snapshot snapshot, PolicySet policies, Collection<ObservedEdge> edges) {
        Counter counter = new Counter(snapshot, policies, edges);
        counter.countAll();
        return new OverPermission(counter.counts);
    }

    public Count of(PeerClass peers) {
        return byClass.getOrDefault(peers, Count.ZERO);
    }

    /** All triples alike; addresses outside outnumber everything else. */
    public Count total() {
        return byClass.values().stream().reduce(Count.ZERO, Count::plus);
    }

    /**
     * The shares of the classes, averaged by {@link PeerClass#weight}: 0 if nothing is allowed beyond the observed, 1 if
     * everything is open and nothing was observed. Classes without anybody in them do not count.
     */
    public double weighted() {
        double sum = 0;
        double weights = 0;
        for (Map.Entry<PeerClass, Count> entry : byClass.entrySet()) {
            if (entry.getValue().possible().signum() > 0) {
                sum += entry.getKey().weight() * entry.getValue().share();
                weights += entry.getKey().weight();
            }
        }
        return weights == 0 ? 0 : sum / weights;
    }

    private static final class Counter {

        private final Survey survey;
        private final Reach reach;
        private final Observed observed;
        private final Map<PeerClass, Count> counts = new EnumMap<>(PeerClass.class);

        Counter(Snapshot snapshot, PolicySet policies, Collection<ObservedEdge> edges) {
            survey = new Survey(snapshot, List.of(policies));
            reach = new Reach(survey, policies);
            observed = new Observed(snapshot, edges);
        }

        void countAll() {
            for (PodGroup group : survey.groups()) {
                survey.groups().forEach(other -> countPods(group, other));
                survey.nodes().forEach(nodes -> countNodes(group, nodes));
                survey.families().stream().filter(group::speaks).forEach(family -> countOutside(group, family));
            }
        }

        private void countPods(PodGroup from, PodGroup to) {
            // A pod is not its own peer.
            long pairs = (long) from.size() * (from == to ? from.size() - 1 : to.size());
            if (pairs == 0) {
                return;
            }
            boolean near = from.workload().namespace().equals(to.workload().namespace());
            OpenPorts open = reach.between(from, to);
            add(
                    near ? PeerClass.SAME_NAMESPACE : PeerClass.OTHER_NAMESPACE,
                    BigInteger.valueOf(pairs),
                    open,
                    open.minus(observed.between(from.workload(), to.workload())));
        }

        private void countNodes(PodGroup group, NodeGroup nodes) {
            OpenPorts out = reach.between(group, nodes);
            OpenPorts in = reach.between(nodes, group);
            BigInteger pods = BigInteger.valueOf(group.size());
            for (Node node : nodes.nodes()) {
                add(PeerClass.NODE, pods, out, out.minus(observed.toNode(group.workload(), node.name())));
                add(PeerClass.NODE, pods, in, in.minus(observed.fromNode(node.name(), group.workload())));
            }
        }

        private void countOutside(PodGroup group, AddressFamily family) {
            for (AddressRange piece : survey.outside(family)) {
                BigInteger addresses = piece.size().subtract(survey.owned(piece));
                addOutside(
                        group, addresses, reach.between(group, piece), observed.toAddresses(group.workload(), piece));
                addOutside(
                        group, addresses, reach.between(piece, group), observed.fromAddresses(piece, group.workload()));
            }
        }

        private void addOutside(PodGroup group, BigInteger addresses, OpenPorts open, Collection<OpenPorts> needed) {
            BigInteger pods = BigInteger.valueOf(group.size());
            add(PeerClass.OUTSIDE, pods.multiply(addresses), open, open);
            long used = needed.stream()
                    .mapToLong(ports -> open.intersection(ports).size())
                    .sum();
            Count less = new Count(BigInteger.ZERO, pods.multiply(BigInteger.valueOf(-used)), BigInteger.ZERO);
            counts.merge(PeerClass.OUTSIDE, less, Count::plus);
        }

        private void add(PeerClass peers, BigInteger pairs, OpenPorts open, OpenPorts beyond) {
            Count count = new Count(
                    pairs.multiply(BigInteger.valueOf(open.size())),
                    pairs.multiply(BigInteger.valueOf(beyond.size())),
                    pairs.multiply(BigInteger.valueOf(PORTS)));
            counts.merge(peers, count, Count::plus);
        }
    }
}
