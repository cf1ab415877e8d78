package dev.weir.policy.recommend;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Protocol;
import dev.weir.v1.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the accepted edges of one direction ask a policy for.
 *
 * @param grants in the order of the edges
 * @param withoutRule edges that no policy can close, so that none has to open them
 * @param problems a sentence for each edge that no rule can be made for
 */
record Grants(List<Grant> grants, List<Observation> withoutRule, List<String> problems) {

    /** 53 by RFC 1035; 5353 is where the DNS pods of OpenShift listen behind their Service. */
    private static final Set<Integer> DNS_PORTS = Set.of(53, 5353);

    Grants {
        grants = List.copyOf(grants);
        withoutRule = List.copyOf(withoutRule);
        problems = List.copyOf(problems);
    }

    static Grants of(List<Observation> edges, Direction direction, Naming naming) {
        Collector collector = new Collector(direction, naming);
        edges.forEach(collector::add);
        return new Grants(collector.grants, collector.withoutRule, collector.problems);
    }

    static boolean isDns(TransportPort port) {
        return DNS_PORTS.contains(port.port()) && port.protocol() != Protocol.SCTP;
    }

    /** Goes through the edges of one direction. */
    private static final class Collector {
        private final Direction direction;
        private final Naming naming;
        private final List<Grant> grants = new ArrayList<>();
        private final List<Observation> withoutRule = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        Collector(Direction direction, Naming naming) {
            this.direction = direction;
            this.naming = naming;
        }

        void add(Observation edge) {
            Named named = naming.name(other(edge));
            Optional<TransportPort> port = edge.port();
            if (named instanceof Named.AlwaysAllowed) {
                withoutRule.add(edge);
            } else if (named instanceof Named.Nobody nobody) {
                problems.add("No rule can name " + nobody.title() + ": it " + nobody.reason() + ".");
            } else if (port.isEmpty()) {
                problems.add("No rule can name IP protocol " + edge.key().getIpProtocol() + ", port "
                        + Integer.toUnsignedString(edge.key().getPort()) + ".");
            } else {
                naming.ports(edge.server(), port.get()).forEach(it -> add(edge, named, it));
            }
        }

        private Entity other(Observation edge) {
            return direction == Direction.EGRESS ? edge.server() : edge.client();
        }

        private void add(Observation edge, Named named, TransportPort port) {
            if (named instanceof Named.Pods pods) {
                add(edge, pods.peer(), port, pods.title(), Grant.Kind.OBSERVED);
                return;
            }
            Named.Addresses known = (Named.Addresses) named;
            for (IpAddress address : known.addresses()) {
                boolean observed = known.observed().contains(address);
                Peer block = Peer.block(Cidr.ofSingle(address));
                add(edge, block, port, known.title(), observed ? Grant.Kind.OBSERVED : Grant.Kind.SIBLING);
            }
        }

        private void add(Observation edge, Peer peer, TransportPort port, String title, Grant.Kind kind) {
            grants.add(new Grant(peer, port, edge, other(edge), title, kind));
            if (isDns(port)) {
                Protocol twin = port.protocol() == Protocol.UDP ? Protocol.TCP : Protocol.UDP;
                TransportPort twinPort = new TransportPort(twin, port.port());
                grants.add(new Grant(peer, twinPort, edge, other(edge), title, Grant.Kind.DNS_TWIN));
            }
        }
    }
}
