package dev.weir.policy.recommend;

import dev.weir.policy.eval.End;
import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.PlainEvaluator;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.Reason;
import dev.weir.policy.eval.Verdict;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.v1.Surplus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Counts what a policy allows beyond what was observed, in triples of a pod that it selects, a peer and a port. Peers
 * are the pods of the landscape and the addresses that the policy names or that its blocks hold. A workload without pods counts as one pod.
 * What no policy can close, a pod to itself or to its node, is not the policy's doing and is not counted.
 */
final class SurplusCount {

    private final KnownWorkload subject;
    private final Draft draft;
    private final PlainEvaluator evaluator;
    private final List<PodClass> classes;
    private final Set<IpAddress> owned;
    private final Causes causes;
    private final SortedSet<String> explained = new TreeSet<>();

    private SurplusCount(KnownWorkload subject, Draft draft, Neighbourhood near, Landscape landscape) {
        this.subject = subject;
        this.draft = draft;
        evaluator = new PlainEvaluator(near.cluster(), List.of(draft.policy()));
        SortedSet<IpAddress> named = addresses(Direction.INGRESS);
        named.addAll(addresses(Direction.EGRESS));
        Set<String> nodes = landscape.nodes().values().stream()
                .filter(node -> node.addresses().stream().anyMatch(named::contains))
                .map(node -> node.name())
                .collect(Collectors.toSet());
        List<KnownWorkload> workloads =
                near.workloads().stream().filter(it -> !it.onHostNetwork()).toList();
        classes = PodClass.of(workloads, named, nodes);
        owned = classes.stream()
                .flatMap(it -> it.pods().stream())
                .flatMap(pod -> pod.addresses().stream())
                .collect(Collectors.toSet());
        causes = new Causes(subject, draft, landscape);
    }

    static Surplus of(KnownWorkload subject, Draft draft, Neighbourhood near, Landscape landscape) {
        SurplusCount count = new SurplusCount(subject, draft, near, landscape);
        return Surplus.newBuilder()
                .setIngressTriples(count.triples(Direction.INGRESS))
                .setEgressTriples(count.triples(Direction.EGRESS))
                .addAllExplained(count.explained)
                .build();
    }

    private long triples(Direction direction) {
        Seen seen = Seen.in(draft.rules(direction));
        WidenedSurplus unnamed = new WidenedSurplus(draft.rules(direction), addresses(direction), direction);
        long triples = 0;
        for (PodClass selected : classes) {
            if (!selects(selected)) {
                continue;
            }
            for (TransportPort port : seen.ports()) {
                triples += withPods(selected, port, direction, seen) + withAddresses(selected, port, direction, seen);
                triples = Math.addExact(triples, Math.multiplyExact(unnamed.addresses(port), (long)
                        selected.pods().size()));
            }
        }
        explained.addAll(unnamed.explained());
        return triples;
    }

    private boolean selects(PodClass pods) {
        return pods.workload().namespace().equals(subject.namespace())
                && draft.policy().spec().podSelector().matches(pods.first().labels());
    }

    private boolean isSubject(PodClass pods) {
        return pods.workload().entity().equals(subject.entity());
    }

    private long withPods(PodClass selected, TransportPort port, Direction direction, Seen seen) {
        long triples = 0;
        for (PodClass other : classes) {
            boolean observed = isSubject(selected) && seen.with(other, port);
            if (observed || selected.pairsWith(other) == 0) {
                continue;
            }
            Pod peer = other.pods().get(selected == other ? 1 : 0);
            if (isAllowed(selected, Party.pod(peer.namespace(), peer.name()), port, direction)) {
                triples += selected.pairsWith(other);
                explained.add(causes.pods(selected.workload(), other, port, direction));
            }
        }
        return triples;
    }

    private long withAddresses(PodClass selected, TransportPort port, Direction direction, Seen seen) {
        long triples = 0;
        for (IpAddress address : addresses(direction)) {
            if (owned.contains(address)) {
                continue; // counted as the pod that has it
            }
            boolean observed = isSubject(selected) && seen.with(address, port);
            if (!observed && isAllowed(selected, new Party.AddressParty(address), port, direction)) {
                triples += selected.pods().size();
                explained.add(causes.address(selected.workload(), address, port, direction));
            }
        }
        return triples;
    }

    private boolean isAllowed(PodClass selected, Party other, TransportPort port, Direction direction) {
        Party self = Party.pod(selected.first().namespace(), selected.first().name());
        Verdict verdict = direction == Direction.EGRESS
                ? evaluator.verdict(new Probe(self, other, port.port(), port.protocol()))
                : evaluator.verdict(new Probe(other, self, port.port(), port.protocol()));
        End end = direction == Direction.EGRESS ? verdict.egress() : verdict.ingress();
        return end.allowed() && end.reason() == Reason.RULE_ALLOWS;
    }

    /** The addresses that a direction's rules were asked for. */
    private SortedSet<IpAddress> addresses(Direction direction) {
        SortedSet<IpAddress> addresses = new TreeSet<>();
        draft.rules(direction).forEach(rule -> rule.grants().forEach(grant -> {
            if (grant.peer() instanceof Peer.IpBlock block) {
                addresses.add(block.cidr().network());
            }
        }));
        return addresses;
    }

    /** What was observed in one direction. */
    private record Seen(SortedSet<TransportPort> ports, Set<List<Object>> pairs) {
        static Seen in(List<DraftRule> rules) {
            SortedSet<TransportPort> ports = new TreeSet<>();
            Set<List<Object>> pairs = new HashSet<>();
            rules.forEach(rule -> rule.grants().forEach(grant -> {
                ports.add(grant.port());
                if (grant.kind() == Grant.Kind.OBSERVED) {
                    pairs.add(List.of(who(grant), grant.port()));
                }
            }));
            return new Seen(ports, pairs);
        }

        private static Object who(Grant grant) {
            return grant.peer() instanceof Peer.IpBlock block ? block.cidr().network() : grant.other();
        }

        boolean with(PodClass pods, TransportPort port) {
            return pairs.contains(List.of(pods.workload().entity(), port))
                    || pods.first().addresses().stream().anyMatch(address -> with(address, port));
        }

        boolean with(IpAddress address, TransportPort port) {
            return pairs.contains(List.of(address, port));
        }
    }
}
