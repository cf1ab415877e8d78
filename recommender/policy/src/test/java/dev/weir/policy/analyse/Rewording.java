package dev.weir.policy.analyse;

import dev.weir.policy.eval.RandomWorld;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.NetworkPolicy.Spec;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Requirement;
import dev.weir.policy.model.Requirement.Operator;
import dev.weir.policy.model.Rule;
import dev.weir.policy.parse.PolicySet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what some policies say in other words: lists in another order, a policy as several, a rule as several, a range
 * as two, a label as an expression, a default written out.
 */
record Rewording(RandomWorld random) {

    PolicySet of(PolicySet set) {
        return new PolicySet(
                random.shuffled(set.policies().stream().flatMap(this::policy).toList()),
                random.shuffled(set.clusterPolicies().stream().map(this::policy).toList()));
    }

    /** Of two policies with one subject, each isolates what the one did, and the rules are shared out. */
    private Stream<NetworkPolicy> policy(NetworkPolicy policy) {
        Spec spec = policy.spec();
        Set<Direction> types = EnumSet.noneOf(Direction.class);
        List.of(Direction.values()).stream().filter(spec::isolates).forEach(types::add);
        LabelSelector subject = selector(spec.podSelector());
        List<Rule> ingress = rules(spec.ingress());
        List<Rule> egress = rules(spec.egress());
        if (random.oneIn(2)) {
            return Stream.of(named(policy, "", new Spec(subject, types, ingress, egress)));
        }
        int in = random.below(ingress.size() + 1);
        int out = random.below(egress.size() + 1);
        return Stream.of(
                named(policy, "", new Spec(subject, types, ingress.subList(0, in), egress.subList(0, out))),
                named(
                        policy,
                        "-more",
                        new Spec(
                                subject,
                                types,
                                ingress.subList(in, ingress.size()),
                                egress.subList(out, egress.size()))));
    }

    private static NetworkPolicy named(NetworkPolicy policy, String suffix, Spec spec) {
        return new NetworkPolicy(policy.namespace(), policy.name() + suffix, spec);
    }

    private List<Rule> rules(List<Rule> rules) {
        List<Rule> reworded = new ArrayList<>();
        for (Rule rule : rules) {
            List<Peer> peers =
                    random.shuffled(rule.peers().stream().flatMap(this::peer).toList());
            List<PolicyPort> ports = random.shuffled(
                    ports(rule.ports()).stream().flatMap(this::port).toList());
            if (random.oneIn(2)) {
                reworded.add(new Rule(peers, ports));
            } else if (peers.size() > 1 && random.oneIn(2)) {
                int at = 1 + random.below(peers.size() - 1);
                reworded.add(new Rule(peers.subList(0, at), ports));
                reworded.add(new Rule(peers.subList(at, peers.size()), ports));
            } else if (ports.size() > 1) {
                int at = 1 + random.below(ports.size() - 1);
                reworded.add(new Rule(peers, ports.subList(0, at)));
                reworded.add(new Rule(peers, ports.subList(at, ports.size())));
            } else {
                reworded.add(new Rule(peers, ports));
                reworded.add(new Rule(peers, ports));
            }
        }
        return random.shuffled(reworded);
    }

    /** No ports are all ports of every protocol. */
    private List<PolicyPort> ports(List<PolicyPort> ports) {
        return ports.isEmpty() && random.oneIn(2)
                ? Stream.of(Protocol.values())
                        .map(protocol -> new PolicyPort(protocol, Ports.all()))
                        .toList()
                : ports;
    }

    private Stream<PolicyPort> port(PolicyPort port) {
        return ports(port.ports()).map(ports -> new PolicyPort(port.protocol(), ports));
    }

    private Stream<Ports> ports(Ports ports) {
        if (ports instanceof Ports.All && random.oneIn(2)) {
            return ports(Ports.range(Ports.LOWEST, Ports.HIGHEST));
        }
        if (ports instanceof Ports.Number number && random.oneIn(2)) {
            return Stream.of(Ports.range(number.number(), number.number()));
        }
        if (ports instanceof Ports.Range range && range.first() < range.last() && random.oneIn(2)) {
            int first = range.first() + random.below(range.last() - range.first());
            return Stream.of(Ports.range(range.first(), first), Ports.range(first + 1, range.last()));
        }
        return Stream.of(ports);
    }

    private Stream<Peer> peer(Peer peer) {
        if (peer instanceof Peer.IpBlock block) {
            return Stream.of(new Peer.IpBlock(block.cidr(), random.shuffled(block.except())));
        }
        Peer.PodPeer pods = (Peer.PodPeer) peer;
        return Stream.of(new Peer.PodPeer(
                Optional.of(pods.podSelector().map(this::selector).orElse(LabelSelector.everything())),
                pods.namespaceSelector().map(this::selector)));
    }

    private LabelSelector selector(LabelSelector selector) {
        Map<String, String> labels = new HashMap<>();
        List<Requirement> expressions = new ArrayList<>();
        selector.matchLabels().forEach((key, value) -> {
            if (random.oneIn(2)) {
                labels.put(key, value);
            } else {
                expressions.add(new Requirement(key, Operator.IN, List.of(value)));
            }
        });
        for (Requirement requirement : selector.matchExpressions()) {
            if (requirement.operator() == Operator.NOT_IN
                    && requirement.values().size() > 1
                    && random.oneIn(2)) {
                requirement
                        .values()
                        .forEach(value ->
                                expressions.add(new Requirement(requirement.key(), Operator.NOT_IN, List.of(value))));
            } else {
                expressions.add(new Requirement(
                        requirement.key(), requirement.operator(), random.shuffled(requirement.values())));
            }
        }
        return new LabelSelector(labels, random.shuffled(expressions));
    }

    /** The order of the rules is part of what a cluster-wide policy says; that of peers and ports is not. */
    private ClusterNetworkPolicy policy(ClusterNetworkPolicy policy) {
        ClusterNetworkPolicy.Spec spec = policy.spec();
        return new ClusterNetworkPolicy(
                policy.name(),
                new ClusterNetworkPolicy.Spec(
                        spec.tier(),
                        spec.priority(),
                        spec.subject(),
                        clusterRules(spec.ingress()),
                        clusterRules(spec.egress())));
    }

    private List<ClusterRule> clusterRules(List<ClusterRule> rules) {
        List<ClusterRule> reworded = new ArrayList<>();
        for (ClusterRule rule : rules) {
            List<ClusterPeer> peers = random.shuffled(rule.peers());
            boolean known = rule.peers().stream().noneMatch(ClusterPeer.Unknown.class::isInstance);
            if (known && peers.size() > 1 && random.oneIn(2)) {
                // A peer that nobody knows closes its whole rule, so a rule with one stays whole.
                reworded.add(new ClusterRule("one", rule.action(), peers.subList(0, 1), rule.ports()));
                reworded.add(new ClusterRule("two", rule.action(), peers.subList(1, peers.size()), rule.ports()));
            } else {
                reworded.add(new ClusterRule("", rule.action(), peers, random.shuffled(rule.ports())));
            }
        }
        return reworded;
    }
}
