package dev.weir.policy.dialect;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.ClusterPort;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.ClusterRule.Action;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules of a NetworkPolicy as Accept rules of a ClusterNetworkPolicy, each within the API's limits. */
final class ClusterAccepts {

    /** Rules of a direction, peers and protocols of a rule, blocks of a peer: the API allows so many of each. */
    static final int MOST = 25;

    static final ClusterPeer EVERY_POD = new ClusterPeer.Namespaces(LabelSelector.everything());
    static final ClusterPeer EVERY_ADDRESS = new ClusterPeer.Networks(List.of(Cidr.of("0.0.0.0/0"), Cidr.of("::/0")));

    private final NetworkPolicy policy;
    private final PeerFacts facts;
    private final List<Difference> differences = new ArrayList<>();

    ClusterAccepts(RecommendedPolicy recommended) {
        policy = recommended.policy();
        facts = recommended.facts();
        facts.ownNodeDifference().ifPresent(differences::add);
    }

    List<Difference> differences() {
        return differences;
    }

    List<ClusterRule> rules(Direction direction) {
        if (!policy.spec().isolates(direction)) {
            // The namespace's deny would close what this policy leaves alone.
            return List.of(new ClusterRule("", Action.ACCEPT, everybody(direction), List.of()));
        }
        List<ClusterRule> rules = new ArrayList<>();
        policy.spec().rules(direction).forEach(rule -> rules.addAll(rules(rule, direction)));
        if (direction == Direction.EGRESS) {
            facts.ownNodeRule().ifPresent(rule -> rules.addAll(rules(rule, direction)));
        }
        return rules;
    }

    static List<ClusterPeer> everybody(Direction direction) {
        return direction == Direction.INGRESS ? List.of(EVERY_POD) : List.of(EVERY_POD, EVERY_ADDRESS);
    }

    private List<ClusterRule> rules(Rule rule, Direction direction) {
        List<ClusterPort> numbered = new ArrayList<>();
        List<ClusterPort> named = new ArrayList<>();
        rule.ports().forEach(port -> (port.ports() instanceof Ports.Named ? named : numbered).add(port(port)));
        List<ClusterPeer> pods = new ArrayList<>();
        List<ClusterPeer> addresses = new ArrayList<>();
        peers(rule, direction, pods, addresses);
        List<ClusterPort> all = new ArrayList<>(numbered);
        all.addAll(named);
        List<ClusterRule> rules = new ArrayList<>();
        if (named.isEmpty()) {
            List<ClusterPeer> both = new ArrayList<>(pods);
            both.addAll(addresses);
            rules.addAll(product(both, all, rule.ports().isEmpty()));
        } else {
            rules.addAll(product(pods, all, false));
            // No address outside gives a port a name, and the API refuses the two together.
            rules.addAll(product(addresses, numbered, false));
            if (!addresses.isEmpty() && facts.pods().stream().anyMatch(pod -> holds(rule, pod))) {
                differences.add(Difference.closes("A named port and a block that holds pods cannot stand together."));
            }
        }
        return rules;
    }

    private static boolean holds(Rule rule, IpAddress address) {
        return rule.peers().stream().anyMatch(it -> it instanceof Peer.IpBlock block && block.contains(address));
    }

    private static List<ClusterRule> product(List<ClusterPeer> peers, List<ClusterPort> ports, boolean everyPort) {
        List<List<ClusterPort>> slices = everyPort ? List.of(List.of()) : Slices.of(ports, MOST);
        List<ClusterRule> rules = new ArrayList<>();
        for (List<ClusterPeer> some : Slices.of(peers, MOST)) {
            slices.forEach(slice -> rules.add(new ClusterRule("", Action.ACCEPT, some, slice)));
        }
        return rules;
    }

    private void peers(Rule rule, Direction direction, List<ClusterPeer> pods, List<ClusterPeer> addresses) {
        if (rule.peers().isEmpty()) {
            pods.add(EVERY_POD);
            if (direction == Direction.EGRESS) {
                addresses.add(EVERY_ADDRESS);
            }
            return;
        }
        List<Cidr> blocks = new ArrayList<>();
        for (Peer peer : rule.peers()) {
            if (peer instanceof Peer.PodPeer selected) {
                pods.add(pods(selected));
            } else if (direction == Direction.EGRESS) {
                Peer.IpBlock block = (Peer.IpBlock) peer;
                blocks.addAll(Blocks.without(block.cidr(), block.except()));
            } else if (facts.pods().stream().anyMatch(((Peer.IpBlock) peer)::contains)) {
                differences.add(Difference.closes("Ingress from block " + ((Peer.IpBlock) peer).cidr()
                        + ", which holds addresses of pods, cannot be named: ingress rules of this kind know pods by"
                        + " label only."));
            }
        }
        Slices.of(blocks, MOST).forEach(slice -> addresses.add(new ClusterPeer.Networks(slice)));
    }

    private ClusterPeer pods(Peer.PodPeer peer) {
        LabelSelector namespaces =
                peer.namespaceSelector().orElseGet(() -> LabelSelector.of(Namespace.NAME_LABEL, policy.namespace()));
        return peer.podSelector()
                .<ClusterPeer>map(selector -> new ClusterPeer.Pods(namespaces, selector))
                .orElseGet(() -> new ClusterPeer.Namespaces(namespaces));
    }

    private ClusterPort port(PolicyPort port) {
        if (port.ports() instanceof Ports.Named named) {
            differences.add(
                    Difference.opens("Port \"" + named.name() + "\" is allowed with whatever protocols a pod gives"
                            + " that name, not only " + port.protocol() + "."));
            return new ClusterPort.Named(named.name());
        }
        if (port.ports() instanceof Ports.All) {
            return new ClusterPort.Of(port.protocol(), Ports.range(Ports.LOWEST, Ports.HIGHEST));
        }
        if (port.ports() instanceof Ports.Range range && range.first() == range.last()) {
            // A range of this API has two ends that differ.
            return new ClusterPort.Of(port.protocol(), Ports.number(range.first()));
        }
        return new ClusterPort.Of(port.protocol(), port.ports());
    }
}
