package dev.weir.policy.parse;

import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.ClusterPort;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.ClusterRule.Action;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one rule of a ClusterNetworkPolicy. */
final class ClusterRuleReader {

    private static final int MOST_ITEMS = 25;
    private static final int LONGEST_NAME = 100;

    private final Field field;
    private final Fields fields;
    private final ClusterPeerReader peerReader;

    ClusterRuleReader(Field field, ClusterPeerReader peerReader) {
        this.field = field;
        this.fields = field.fields("name", "action", peerReader.section(), "protocols");
        this.peerReader = peerReader;
    }

    Optional<ClusterRule> read() {
        Optional<Action> action = fields.require("action", "Accept, Deny or Pass")
                .flatMap(at -> at.oneOf(Action.values(), Action::text, "action"));
        List<ClusterPeer> peers = peers();
        List<ClusterPort> ports = ports();
        checkTogether(action, peers, ports);
        if (action.isEmpty() || peers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClusterRule(name(), action.get(), peers, ports));
    }

    private String name() {
        Optional<String> name = fields.text("name");
        if (name.filter(it -> it.length() > LONGEST_NAME).isPresent()) {
            field.reject("the name is longer than " + LONGEST_NAME + " characters", "");
        }
        return name.orElse("");
    }

    private List<ClusterPeer> peers() {
        Optional<Field> list = fields.require(peerReader.section(), "a rule names at least one peer");
        List<Field> items = list.map(ClusterRuleReader::oneToMost).orElse(List.of());
        return items.stream().flatMap(item -> peerReader.read(item).stream()).toList();
    }

    private List<ClusterPort> ports() {
        List<Field> items =
                fields.get("protocols").map(ClusterRuleReader::oneToMost).orElse(List.of());
        return items.stream().flatMap(item -> port(item).stream()).toList();
    }

    /** The items of a list that must hold 1 to 25 of them. */
    static List<Field> oneToMost(Field list) {
        List<Field> items = list.items();
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            list.reject("must have 1 to " + MOST_ITEMS + " items, not " + items.size(), "");
        }
        return items;
    }

    private void checkTogether(Optional<Action> action, List<ClusterPeer> peers, List<ClusterPort> ports) {
        boolean names = peers.stream().anyMatch(ClusterPeer.DomainNames.class::isInstance);
        boolean withoutPods = peers.stream()
                .anyMatch(peer -> peer instanceof ClusterPeer.Networks || peer instanceof ClusterPeer.Nodes);
        if ((names || withoutPods) && ports.stream().anyMatch(ClusterPort.Named.class::isInstance)) {
            field.reject("networks, nodes and domainNames have no named ports", "give the number");
        }
        if (names && action.isPresent() && action.get() != Action.ACCEPT) {
            field.reject("domainNames stand in Accept rules only", "deny by a later rule for networks");
        }
    }

    private static Optional<ClusterPort> port(Field item) {
        Fields of = item.fields("tcp", "udp", "sctp", "destinationNamedPort");
        if (of.all().size() != 1) {
            item.reject("must have exactly one field", "tcp, udp, sctp or destinationNamedPort");
            return Optional.empty();
        }
        Optional<Field> named = of.get("destinationNamedPort");
        if (named.isPresent()) {
            return named.flatMap(Field::text).map(ClusterPort.Named::new);
        }
        return Arrays.stream(Protocol.values())
                .flatMap(protocol -> of
                        .get(protocol.name().toLowerCase(Locale.ROOT))
                        .flatMap(ClusterRuleReader::destinationPort)
                        .map(ports -> new ClusterPort.Of(protocol, ports))
                        .stream())
                .<ClusterPort>map(port -> port)
                .findFirst();
    }

    private static Optional<Ports> destinationPort(Field protocol) {
        Optional<Fields> port = protocol.fields("destinationPort")
                .require("destinationPort", "leave out protocols to match every port")
                .map(at -> at.fields("number", "range"));
        if (port.isPresent() && port.get().all().size() != 1) {
            port.get().owner().reject("must have exactly one field", "number or range");
            return Optional.empty();
        }
        return port.flatMap(it -> it.get("number")
                .flatMap(at -> at.number(Ports.LOWEST, Ports.HIGHEST))
                .map(Ports::number)
                .or(() -> it.get("range").flatMap(ClusterRuleReader::range)));
    }

    private static Optional<Ports> range(Field field) {
        Fields ends = field.fields("start", "end");
        Optional<Integer> start = ends.require("start", "").flatMap(at -> at.number(Ports.LOWEST, Ports.HIGHEST));
        Optional<Integer> end = ends.require("end", "").flatMap(at -> at.number(Ports.LOWEST, Ports.HIGHEST));
        if (start.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        if (start.get() >= end.get()) {
            field.reject("start must be below end", "use number for a single port");
            return Optional.empty();
        }
        return Optional.of(Ports.range(start.get(), end.get()));
    }
}
