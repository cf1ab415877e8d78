package dev.weir.policy.eval;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.ClusterRule.Action;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Protocol;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A ClusterNetworkPolicy with its subject and its peers of pods and networks as sets. */
final class CompiledClusterPolicy {

    private final ClusterNetworkPolicy policy;
    private final Selection subject;
    private final List<CompiledClusterRule> ingress;
    private final List<CompiledClusterRule> egress;

    CompiledClusterPolicy(ClusterNetworkPolicy policy, PodClasses classes) {
        this.policy = policy;
        subject = new Selection(PodQuery.subject(policy.spec().subject()), classes);
        ingress = rules(Direction.INGRESS, classes);
        egress = rules(Direction.EGRESS, classes);
    }

    private List<CompiledClusterRule> rules(Direction direction, PodClasses classes) {
        return policy.spec().rules(direction).stream()
                .map(rule -> new CompiledClusterRule(rule, classes))
                .toList();
    }

    ClusterNetworkPolicy policy() {
        return policy;
    }

    /** The action of the first rule that matches, or nothing. */
    Optional<Action> judge(Side own, Side peer, Side destination, Direction direction, Protocol protocol, int port) {
        if (!subject.contains(own.podClass())) {
            return Optional.empty();
        }
        List<NamedPort> named = destination.endpoint().namedPorts();
        for (CompiledClusterRule rule : direction == Direction.INGRESS ? ingress : egress) {
            if (rule.matches(peer, protocol, port, named)) {
                return Optional.of(rule.effect());
            }
        }
        return Optional.empty();
    }

    void refresh(BitSet podClasses, PodClasses classes) {
        subject.refresh(podClasses, classes);
        ingress.forEach(rule -> rule.refresh(podClasses, classes));
        egress.forEach(rule -> rule.refresh(podClasses, classes));
    }

    private static final class CompiledClusterRule {

        private final ClusterRule rule;
        private final boolean unknownPeer;
        private final List<Selection> pods;
        private final AddressSet networks;
        private final List<ClusterPeer.Nodes> nodes;
        private final List<ClusterPeer.DomainNames> names;

        CompiledClusterRule(ClusterRule rule, PodClasses classes) {
            this.rule = rule;
            unknownPeer = rule.peers().stream().anyMatch(ClusterPeer.Unknown.class::isInstance);
            pods = rule.peers().stream()
                    .flatMap(peer -> PodQuery.peer(peer).stream())
                    .map(query -> new Selection(query, classes))
                    .toList();
            networks = AddressSet.ofCidrs(peers(ClusterPeer.Networks.class).stream()
                    .flatMap(peer -> peer.blocks().stream())
                    .toList());
            nodes = peers(ClusterPeer.Nodes.class);
            names = peers(ClusterPeer.DomainNames.class);
        }

        private <P extends ClusterPeer> List<P> peers(Class<P> kind) {
            return rule.peers().stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }

        Action effect() {
            return unknownPeer ? Action.DENY : rule.action();
        }

        boolean matches(Side peer, Protocol protocol, int port, List<NamedPort> named) {
            if (unknownPeer) {
                return rule.action() != Action.ACCEPT;
            }
            return matches(peer) && rule.coversPort(protocol, port, named);
        }

        private boolean matches(Side peer) {
            for (Selection selection : pods) {
                if (selection.contains(peer.podClass())) {
                    return true;
                }
            }
            Optional<Node> node = peer.endpoint().node();
            return networks.contains(peer.endpoint().address())
                    || nodes.stream().anyMatch(wanted -> node.filter(
                                    it -> wanted.selector().matches(it.labels()))
                            .isPresent())
                    || names.stream().anyMatch(wanted -> peer.endpoint().domainNames().stream()
                            .anyMatch(wanted::contains));
        }

        void refresh(BitSet podClasses, PodClasses classes) {
            pods.forEach(selection -> selection.refresh(podClasses, classes));
        }
    }
}
