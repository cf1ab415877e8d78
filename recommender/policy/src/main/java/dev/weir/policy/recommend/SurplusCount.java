package dev.weir.policy.recommend;

import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.ResolvedParty;
import dev.weir.policy.landscape.KnownWorkload;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.v1.Surplus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Counts what a policy allows beyond what was observed, in triples of a pod that it selects, a peer and a port. Peers
 * are the pods of the landscape and the addresses that the policy names or that its blocks hold; of what a rule for
 * everybody allows, addresses outside are not counted. A workload without pods counts as one pod.
 * What no policy can close, a pod to itself or to its node, is not the policy's doing and is not counted.
 */
final class SurplusCount {

    private final KnownWorkload subject;
    private final Draft draft;
    private final Landscape landscape;
    private final Judge judge;
    private final List<Asked> classes;
    private final Set<IpAddress> owned;
    private final Causes causes;
    private final SortedSet<String> explained = new TreeSet<>();

    private SurplusCount(KnownWorkload subject, Draft draft, Neighbourhood near, Judge judge, Landscape landscape) {
        this.subject = subject;
        this.draft = draft;
        this.landscape = landscape;
        this.judge = judge;
        SortedSet<IpAddress> named = addresses(Direction.INGRESS);
        named.addAll(addresses(Direction.EGRESS));
        Set<String> nodes = named.stream()
                .flatMap(address -> landscape.nodesAt(address).stream())
                .map(Node::name)
                .collect(Collectors.toSet());
        List<KnownWorkload> workloads =
                near.workloads().stream().filter(it -> !it.onHostNetwork()).toList();
        classes = PodClass.of(workloads, named, nodes).stream()
                .map(pods -> Asked.of(pods, judge))
                .toList();
        owned = classes.stream()
                .flatMap(it -> it.pods().pods().stream())
                .flatMap(pod -> pod.addresses().stream())
                .collect(Collectors.toSet());
        causes = new Causes(subject, draft, landscape);
    }

    /** @param judge of the draft's policy alone, in the neighbourhood */
    static Surplus of(KnownWorkload subject, Draft draft, Neighbourhood near, Judge judge, Landscape landscape) {
        SurplusCount count = new SurplusCount(subject, draft, near, judge, landscape);
        return Surplus.newBuilder()
                .setIngressTriples(count.triples(Direction.INGRESS))
                .setEgressTriples(count.triples(Direction.EGRESS))
                .addAllExplained(count.explained)
                .build();
    }

    /** A class of pods, with one of them to ask about and another, if there is one, to ask about as its peer. */
    private record Asked(PodClass pods, ResolvedParty first, ResolvedParty another) {

        static Asked of(PodClass pods, Judge judge) {
            ResolvedParty first = resolve(pods.first(), judge);
            return new Asked(
                    pods,
                    first,
                    pods.pods().size() == 1 ? first : resolve(pods.pods().get(1), judge));
        }

        private static ResolvedParty resolve(Pod pod, Judge judge) {
            return judge.resolve(Party.pod(pod.namespace(), pod.name()));
        }

        ResolvedParty asPeerOf(Asked selected) {
            return selected == this ? another : first;
        }
    }

    private long triples(Direction direction) {
        Seen seen = Seen.in(draft.rules(direction));
        WidenedSurplus unnamed = new WidenedSurplus(draft.rules(direction), addresses(direction), direction);
        long triples = 0;
        for (Asked selected : classes) {
            if (!selects(selected.pods())) {
                continue;
            }
            for (TransportPort port : seen.ports()) {
                triples += withPods(selected, port, direction, seen) + withAddresses(selected, port, direction, seen);
                triples = Math.addExact(triples, Math.multiplyExact(unnamed.addresses(port), (long)
                        selected.pods().pods().size()));
            }
        }
        explained.addAll(unnamed.explained());
        draft.rules(direction).forEach(rule -> explained.addAll(rule.remarks()));
        return triples;
    }

    private boolean selects(PodClass pods) {
        return pods.workload().namespace().equals(subject.namespace())
                && draft.policy().spec().podSelector().matches(pods.first().labels());
    }

    private boolean isSubject(PodClass pods) {
        return pods.workload().entity().equals(subject.entity());
    }

    private long withPods(Asked selected, TransportPort port, Direction direction, Seen seen) {
        long triples = 0;
        for (Asked other : classes) {
            boolean observed = isSubject(selected.pods()) && seen.with(other.pods(), port);
            long pairs = selected.pods().pairsWith(other.pods());
            if (observed || pairs == 0) {
                continue;
            }
            if (isAllowed(selected, other.asPeerOf(selected), port, direction)) {
                triples += pairs;
                explain(causes.pods(selected.pods().workload(), other.pods(), port, direction), port, direction);
            }
        }
        return triples;
    }

    private long withAddresses(Asked selected, TransportPort port, Direction direction, Seen seen) {
        long triples = 0;
        for (IpAddress address : addresses(direction)) {
            if (owned.contains(address)) {
                continue; // counted as the pod that has it
            }
            boolean observed = isSubject(selected.pods()) && seen.with(address, port);
            if (!observed
                    && !isOfOwnNode(address, selected.pods())
                    && isAllowed(selected, judge.resolve(new Party.AddressParty(address)), port, direction)) {
                triples += selected.pods().pods().size();
                explain(causes.address(selected.pods().workload(), address, port, direction), port, direction);
            }
        }
        return triples;
    }

    /** A rule for everybody explains itself, not once for every peer. */
    private void explain(String cause, TransportPort port, Direction direction) {
        boolean open = draft.rules(direction).stream()
                .anyMatch(rule ->
                        rule.isForEverybody() && PortList.holds(rule.rule().ports(), port));
        if (!open) {
            explained.add(cause);
        }
    }

    /** A pod that the policy selects is isolated, and its peer is another pod or an address, so a rule allowed it. */
    private boolean isAllowed(Asked selected, ResolvedParty other, TransportPort port, Direction direction) {
        return direction == Direction.EGRESS
                ? judge.ends(selected.first(), other, port.port(), port.protocol())
                        .egress()
                : judge.ends(other, selected.first(), port.port(), port.protocol())
                        .ingress();
    }

    /** Of nodes that claim one address, the first by name has it. */
    private boolean isOfOwnNode(IpAddress address, PodClass selected) {
        List<Node> nodes = landscape.nodesAt(address);
        return !nodes.isEmpty()
                && selected.first().node().filter(nodes.get(0).name()::equals).isPresent();
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

    /** With whom what was observed in one direction, by port: entities, and addresses that rules name. */
    private record Seen(SortedMap<TransportPort, Set<Object>> others) {

        static Seen in(List<DraftRule> rules) {
            SortedMap<TransportPort, Set<Object>> others = new TreeMap<>();
            rules.forEach(rule -> PortList.single(rule.rule().ports())
                    .forEach(port -> others.computeIfAbsent(port, it -> new HashSet<>())));
            rules.forEach(rule -> rule.grants().forEach(grant -> {
                Set<Object> onPort = others.computeIfAbsent(grant.port(), port -> new HashSet<>());
                if (grant.kind() == Grant.Kind.OBSERVED) {
                    onPort.add(who(grant));
                }
            }));
            return new Seen(others);
        }

        private static Object who(Grant grant) {
            return grant.peer() instanceof Peer.IpBlock block ? block.cidr().network() : grant.other();
        }

        Set<TransportPort> ports() {
            return others.keySet();
        }

        boolean with(PodClass pods, TransportPort port) {
            Set<Object> onPort = others.getOrDefault(port, Set.of());
            return onPort.contains(pods.workload().entity())
                    || pods.first().addresses().stream().anyMatch(onPort::contains);
        }

        boolean with(IpAddress address, TransportPort port) {
            return others.getOrDefault(port, Set.of()).contains(address);
        }
    }
}
