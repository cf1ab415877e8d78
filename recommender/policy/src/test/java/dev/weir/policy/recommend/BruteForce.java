package dev.weir.policy.recommend;

import dev.weir.policy.eval.End;
import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.Reason;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.landscape.WireAddress;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.Admission;
import dev.weir.v1.EdgeKey;
import dev.weir.v1.Entity;
import dev.weir.v1.EntityKind;
import dev.weir.v1.ObservedEdge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a policy allows beyond the accepted edges, counted the long way: every pod against every pod and every address
 * that the policy names, on every port that anybody could mean.
 */
record BruteForce(long ingress, long egress) {

    private static final List<Integer> PORTS = List.of(22, 53, 80, 81, 82, 83, 84, 443, 5353, 6443);

    static BruteForce of(Entity subject, List<ObservedEdge> edges, Landscape landscape, NetworkPolicy policy) {
        Count count = new Count(subject, edges, landscape, policy);
        return new BruteForce(count.triples(Direction.INGRESS), count.triples(Direction.EGRESS));
    }

    private static final class Count {
        private final Entity subject;
        private final List<EdgeKey> accepted;
        private final Landscape landscape;
        private final NetworkPolicy policy;
        private final Map<Pod, Entity> owners = new LinkedHashMap<>();
        private final PlainEvaluator evaluator;

        Count(Entity subject, List<ObservedEdge> edges, Landscape landscape, NetworkPolicy policy) {
            this.subject = subject;
            this.landscape = landscape;
            this.policy = policy;
            List<EdgeKey> held = edges.stream()
                    .filter(edge -> edge.getAdmission() != Admission.ACCEPTED)
                    .map(ObservedEdge::getKey)
                    .toList();
            accepted = edges.stream()
                    .map(ObservedEdge::getKey)
                    .filter(edge -> !held.contains(edge))
                    .toList();
            for (KnownWorkload workload : landscape.workloads().toList()) {
                workload.members().forEach(pod -> owners.put(pod, workload.entity()));
            }
            Cluster cluster = new Cluster(
                    landscape.namespaces().stream().map(it -> it.namespace()).toList(),
                    List.copyOf(owners.keySet()),
                    List.copyOf(landscape.nodes().values()));
            evaluator = new PlainEvaluator(cluster, List.of(policy));
        }

        long triples(Direction direction) {
            long triples = 0;
            for (Pod pod : owners.keySet()) {
                if (!pod.namespace().equals(policy.namespace())
                        || !policy.spec().podSelector().matches(pod.labels())) {
                    continue;
                }
                for (Protocol protocol : Protocol.values()) {
                    for (int port : PORTS) {
                        triples += beyond(pod, protocol, port, direction);
                    }
                }
            }
            return triples;
        }

        private long beyond(Pod pod, Protocol protocol, int port, Direction direction) {
            long triples = 0;
            for (Pod other : owners.keySet()) {
                Party party = Party.pod(other.namespace(), other.name());
                if (allowed(pod, party, protocol, port, direction)
                        && !observed(pod, owners.get(other), other.addresses(), protocol, port, direction)) {
                    triples++;
                }
            }
            for (IpAddress address : addresses(direction)) {
                if (allowed(pod, new Party.AddressParty(address), protocol, port, direction)
                        && !observed(pod, null, List.of(address), protocol, port, direction)) {
                    triples++;
                }
            }
            return triples;
        }

        private boolean allowed(Pod pod, Party other, Protocol protocol, int port, Direction direction) {
            Party self = Party.pod(pod.namespace(), pod.name());
            End end = direction == Direction.EGRESS
                    ? evaluator.verdict(new Probe(self, other, port, protocol)).egress()
                    : evaluator.verdict(new Probe(other, self, port, protocol)).ingress();
            return end.allowed() && end.reason() == Reason.RULE_ALLOWS;
        }

        /** Addresses that the policy names and no pod has. */
        private Set<IpAddress> addresses(Direction direction) {
            Set<IpAddress> addresses = new TreeSet<>();
            policy.spec().rules(direction).forEach(rule -> rule.peers().forEach(peer -> {
                if (peer instanceof Peer.IpBlock block) {
                    addresses.add(block.cidr().network());
                }
            }));
            owners.keySet().forEach(pod -> addresses.removeAll(Set.copyOf(pod.addresses())));
            return addresses;
        }

        private boolean observed(
                Pod pod,
                @Nullable Entity owner,
                List<IpAddress> addresses,
                Protocol protocol,
                int port,
                Direction direction) {
            return subject.equals(owners.get(pod))
                    && accepted.stream()
                            .filter(edge -> edge.getIpProtocol() == protocol.number())
                            .filter(edge ->
                                    subject.equals(direction == Direction.EGRESS ? edge.getClient() : edge.getServer()))
                            .anyMatch(edge -> ports(edge).contains(port)
                                    && isOther(
                                            direction == Direction.EGRESS ? edge.getServer() : edge.getClient(),
                                            owner,
                                            addresses));
        }

        private boolean isOther(Entity named, @Nullable Entity owner, List<IpAddress> addresses) {
            if (named.getKind() == EntityKind.ENTITY_WORKLOAD) {
                return named.equals(owner);
            }
            List<IpAddress> meant =
                    new ArrayList<>(WireAddress.of(named.getIp()).stream().toList());
            if (meant.removeAll(landscape.apiServer().serviceAddresses())) {
                meant.addAll(landscape.apiServer().endpoints());
            }
            return meant.stream().anyMatch(addresses::contains);
        }

        private List<Integer> ports(EdgeKey edge) {
            boolean service = edge.getServer().getKind() == EntityKind.ENTITY_API_SERVER
                    && WireAddress.of(edge.getServer().getIp())
                            .filter(landscape.apiServer().serviceAddresses()::contains)
                            .isPresent();
            return service ? List.copyOf(landscape.apiServer().ports()) : List.of(edge.getPort());
        }
    }
}
