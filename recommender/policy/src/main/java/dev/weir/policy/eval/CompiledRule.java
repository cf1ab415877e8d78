package dev.weir.policy.eval;

import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import java.util.BitSet;
import java.util.List;

/** A NetworkPolicy rule with its peers as sets. */
final class CompiledRule {

    private final boolean everyone;
    private final List<Selection> pods;
    private final AddressSet addresses;
    private final List<PolicyPort> ports;

    CompiledRule(Rule rule, String namespace, PodClasses classes) {
        everyone = rule.peers().isEmpty();
        pods = rule.peers().stream()
                .filter(Peer.PodPeer.class::isInstance)
                .map(peer -> new Selection(PodQuery.peer(namespace, (Peer.PodPeer) peer), classes))
                .toList();
        addresses = AddressSet.ofBlocks(rule.peers().stream()
                .filter(Peer.IpBlock.class::isInstance)
                .map(Peer.IpBlock.class::cast)
                .toList());
        ports = rule.ports();
    }

    boolean everyone() {
        return everyone;
    }

    List<Selection> pods() {
        return pods;
    }

    AddressSet addresses() {
        return addresses;
    }

    /** The items of its ports, one for each protocol if it has none. */
    List<PolicyPort> ports() {
        return ports.isEmpty() ? EVERY_PORT : ports;
    }

    private static final List<PolicyPort> EVERY_PORT = List.of(
            new PolicyPort(Protocol.TCP, Ports.all()),
            new PolicyPort(Protocol.UDP, Ports.all()),
            new PolicyPort(Protocol.SCTP, Ports.all()));

    /** Whether the rule covers any port of a protocol, by number or by name. */
    boolean covers(Protocol protocol) {
        for (PolicyPort item : ports()) {
            if (item.protocol() == protocol) {
                return true;
            }
        }
        return false;
    }

    /** Whether the rule covers a port by number. */
    boolean coversNumber(Protocol protocol, int port) {
        for (PolicyPort item : ports()) {
            if (item.protocol() == protocol && item.ports().covers(protocol, port, List.of())) {
                return true;
            }
        }
        return false;
    }

    boolean refresh(BitSet podClasses, PodClasses classes) {
        boolean changed = false;
        for (Selection selection : pods) {
            changed |= selection.refresh(podClasses, classes);
        }
        return changed;
    }
}
