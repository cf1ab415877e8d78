package dev.weir.policy.eval;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Protocol;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who reaches whom on one port, under NetworkPolicies alone. Each policy says once whom it lets in and out, as a set of
 * kinds; what a source reaches is whom it is let out to, and of those whoever lets it in. So the work is one union for
 * each pair of an isolated group and a kind it lets in, and one intersection for each kind.
 */
final class ReachabilityRows {

    private final PolicyIndex policies;
    private final PodKinds kinds;
    private final Protocol protocol;
    private final int port;
    private final BitSet everybody = new BitSet();

    /** Kinds that are treated alike in one direction. */
    private record Group(Allowance allowance, Set<AddressFamily> families, List<String> names) {}

    ReachabilityRows(PolicyIndex policies, PodKinds kinds, Protocol protocol, int port) {
        this.policies = policies;
        this.kinds = kinds;
        this.protocol = protocol;
        this.port = port;
        everybody.set(0, kinds.kinds().size());
    }

    /** For each kind the kinds that it reaches. */
    BitSet[] rows() {
        BitSet[] rows = letIn();
        groups(Direction.EGRESS).forEach((group, members) -> {
            if (group.allowance().isolates()) {
                BitSet out = letOut(group);
                members.stream().forEach(kind -> rows[kind].and(out));
            }
        });
        return rows;
    }

    /** For each kind the kinds that let it in. */
    private BitSet[] letIn() {
        BitSet open = new BitSet(everybody.length());
        List<Map.Entry<Group, BitSet>> isolated = new ArrayList<>();
        groups(Direction.INGRESS).entrySet().forEach(group -> {
            if (group.getKey().allowance().isolates()) {
                isolated.add(group);
            } else {
                open.or(group.getValue());
            }
        });
        BitSet[] rows = new BitSet[everybody.length()];
        for (int kind = 0; kind < rows.length; kind++) {
            rows[kind] = (BitSet) open.clone();
        }
        isolated.forEach(group -> sources(group.getKey()).stream().forEach(kind -> rows[kind].or(group.getValue())));
        return rows;
    }

    private Map<Group, BitSet> groups(Direction direction) {
        Map<Group, BitSet> groups = new HashMap<>();
        for (int i = 0; i < kinds.kinds().size(); i++) {
            PodKind kind = kinds.kinds().get(i);
            Allowance allowance = policies.allowance(direction, kind.podClass());
            // Only the names of a destination are looked at.
            List<String> names = direction == Direction.EGRESS ? List.of() : names(kind, allowance);
            groups.computeIfAbsent(new Group(allowance, kind.families(), names), unused -> new BitSet())
                    .set(i);
        }
        return groups;
    }

    private List<String> names(PodKind kind, Allowance allowance) {
        return allowance.peersByName(protocol).isEmpty()
                ? List.of()
                : kind.first().namedPorts().stream()
                        .filter(named -> named.protocol() == protocol && named.number() == port)
                        .map(NamedPort::name)
                        .toList();
    }

    private BitSet sources(Group group) {
        BitSet sources = among(group.allowance().peers(protocol, port), group.families());
        Map<String, PeerSet> byName = group.allowance().peersByName(protocol);
        group.names().forEach(name -> sources.or(among(byName.getOrDefault(name, PeerSet.nobody()), group.families())));
        return sources;
    }

    private BitSet letOut(Group group) {
        BitSet destinations = among(group.allowance().peers(protocol, port), group.families());
        group.allowance().peersByName(protocol).forEach((name, peers) -> {
            BitSet named = among(peers, group.families());
            named.stream()
                    .filter(kind -> kinds.kinds().get(kind).names(protocol, port, name))
                    .forEach(destinations::set);
        });
        return destinations;
    }

    /** The kinds among some peers, as an end that has some families meets them. */
    private BitSet among(PeerSet peers, Set<AddressFamily> families) {
        if (peers.everyone()) {
            return (BitSet) everybody.clone();
        }
        BitSet found = kinds.ofClasses(peers.pods());
        kinds.addWithin(peers.addresses(), families, found);
        return found;
    }
}
