package dev.weir.policy.dialect;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An Allow rule of Calico: one protocol, one selector or blocks of one family.
 *
 * @param protocol every protocol if empty
 * @param ports every port of the protocol if empty
 * @param comments above the rule
 */
record CalicoRule(Side side, Optional<Protocol> protocol, List<Ports> ports, List<String> comments) {

    /** The other end; all parts that are given must hold. */
    record Side(Optional<String> selector, Optional<String> namespaceSelector, List<Cidr> nets, List<Cidr> notNets) {

        static final Side ANYBODY = new Side(Optional.empty(), Optional.empty(), List.of(), List.of());

        boolean isAnybody() {
            return equals(ANYBODY);
        }
    }

    /** A rule lists peers and ports as alternatives; here, every peer has a rule for every protocol. */
    static List<CalicoRule> of(Rule rule, List<String> comments) {
        List<CalicoRule> rules = new ArrayList<>();
        for (Side side : sides(rule.peers())) {
            if (rule.ports().isEmpty()) {
                rules.add(new CalicoRule(side, Optional.empty(), List.of(), rules.isEmpty() ? comments : List.of()));
            }
            byProtocol(rule.ports())
                    .forEach((protocol, ports) -> rules.add(new CalicoRule(
                            side, Optional.of(protocol), ports, rules.isEmpty() ? comments : List.of())));
        }
        return rules;
    }

    private static Map<Protocol, List<Ports>> byProtocol(List<PolicyPort> items) {
        Map<Protocol, List<Ports>> byProtocol = new EnumMap<>(Protocol.class);
        for (Protocol protocol : Protocol.values()) {
            List<Ports> ports = items.stream()
                    .filter(item -> item.protocol() == protocol)
                    .map(PolicyPort::ports)
                    .toList();
            if (!ports.isEmpty()) {
                boolean all = ports.stream().anyMatch(Ports.All.class::isInstance);
                byProtocol.put(protocol, all ? List.of() : ports);
            }
        }
        return byProtocol;
    }

    private static List<Side> sides(List<Peer> peers) {
        if (peers.isEmpty()) {
            return List.of(Side.ANYBODY);
        }
        List<Side> sides = new ArrayList<>();
        Map<AddressFamily, List<Cidr>> whole = new EnumMap<>(AddressFamily.class);
        for (Peer peer : peers) {
            if (peer instanceof Peer.PodPeer pods) {
                sides.add(new Side(
                        pods.podSelector().map(CalicoSelectors::pods),
                        pods.namespaceSelector().map(CalicoSelectors::namespaces),
                        List.of(),
                        List.of()));
                continue;
            }
            Peer.IpBlock block = (Peer.IpBlock) peer;
            if (block.except().isEmpty()) {
                whole.computeIfAbsent(block.cidr().family(), family -> new ArrayList<>())
                        .add(block.cidr());
            } else {
                sides.add(new Side(Optional.empty(), Optional.empty(), List.of(block.cidr()), block.except()));
            }
        }
        // Both families in one rule are refused.
        whole.values().forEach(nets -> sides.add(new Side(Optional.empty(), Optional.empty(), nets, List.of())));
        return sides;
    }
}
