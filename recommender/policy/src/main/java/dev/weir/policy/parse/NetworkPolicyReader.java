package dev.weir.policy.parse;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a {@code networking.k8s.io/v1} NetworkPolicy, with the checks of {@code ValidateNetworkPolicy}. */
final class NetworkPolicyReader {

    private final Report report;

    NetworkPolicyReader(Report report) {
        this.report = report;
    }

    /** The policy, or nothing if there was anything to reject about it. */
    Optional<NetworkPolicy> read(KubernetesObject object) {
        int before = report.problemCount();
        object.fields().rejectAllBut("apiVersion", "kind", "metadata", "spec", "status");
        Metadata metadata = Metadata.namespaced(object, report);
        NetworkPolicy.Spec spec = spec(object.fields());
        return report.problemCount() > before
                ? Optional.empty()
                : Optional.of(new NetworkPolicy(
                        metadata.namespace(), metadata.name(), metadata.labels(), metadata.annotations(), spec));
    }

    private static NetworkPolicy.Spec spec(Fields object) {
        Optional<Fields> spec =
                object.get("spec").map(field -> field.fields("podSelector", "policyTypes", "ingress", "egress"));
        Optional<Field> selector = spec.flatMap(fields -> fields.get("podSelector"));
        if (selector.isEmpty()) {
            object.owner().warn("no podSelector: every pod of the namespace is selected", "write podSelector: {}");
        }
        return new NetworkPolicy.Spec(
                selector.map(SelectorReader::read).orElse(LabelSelector.everything()),
                spec.map(NetworkPolicyReader::policyTypes).orElse(Set.of()),
                spec.map(fields -> rules(fields, "ingress", "from")).orElse(List.of()),
                spec.map(fields -> rules(fields, "egress", "to")).orElse(List.of()));
    }

    private static Set<Direction> policyTypes(Fields spec) {
        Set<Direction> types = EnumSet.noneOf(Direction.class);
        List<Field> items = spec.items("policyTypes");
        if (items.size() > Direction.values().length) {
            items.get(Direction.values().length).reject("there are at most two policyTypes", "");
        }
        for (Field item : items) {
            item.oneOf(Direction.values(), Direction::text, "policy type").ifPresent(types::add);
        }
        return types;
    }

    private static List<Rule> rules(Fields spec, String section, String peers) {
        return spec.items(section).stream().map(item -> rule(item, peers)).toList();
    }

    private static Rule rule(Field field, String peers) {
        if (field.isNull()) {
            field.warn("an empty item allows everything", "write {} if that is meant");
        }
        Fields fields = field.fields(peers, "ports");
        return new Rule(
                fields.items(peers).stream()
                        .flatMap(item -> peer(item).stream())
                        .toList(),
                fields.items("ports").stream()
                        .flatMap(item -> port(item).stream())
                        .toList());
    }

    private static Optional<Peer> peer(Field field) {
        Fields fields = field.fields("podSelector", "namespaceSelector", "ipBlock");
        Optional<LabelSelector> pods = fields.get("podSelector").map(SelectorReader::read);
        Optional<LabelSelector> namespaces = fields.get("namespaceSelector").map(SelectorReader::read);
        Optional<Field> block = fields.get("ipBlock");
        boolean selects = pods.isPresent() || namespaces.isPresent();
        if (selects && block.isPresent()) {
            block.get().reject("an ipBlock stands alone in its item", "put the selectors into an item of their own");
        }
        if (block.isPresent()) {
            return BlockReader.ipBlock(block.get());
        }
        if (!selects) {
            field.reject("names no peer", "give a podSelector, a namespaceSelector or an ipBlock");
            return Optional.empty();
        }
        return Optional.of(new Peer.PodPeer(pods, namespaces));
    }

    private static Optional<PolicyPort> port(Field field) {
        Fields fields = field.fields("protocol", "port", "endPort");
        Optional<Protocol> protocol = protocol(fields);
        Optional<Field> port = fields.get("port");
        Optional<Field> endPort = fields.get("endPort");
        Optional<Ports> ports = port.isEmpty()
                ? withoutPort(endPort)
                : port.get().isString() ? named(port.get(), endPort) : numeric(port.get(), endPort);
        return protocol.flatMap(it -> ports.map(these -> new PolicyPort(it, these)));
    }

    static Optional<Protocol> protocol(Fields fields) {
        return fields.get("protocol")
                .map(field -> field.oneOf(Protocol.values(), Protocol::name, "protocol of a NetworkPolicy"))
                .orElse(Optional.of(Protocol.TCP));
    }

    private static Optional<Ports> withoutPort(Optional<Field> endPort) {
        endPort.ifPresent(field -> field.reject("endPort needs a port", "give the first port of the range as port"));
        return endPort.isEmpty() ? Optional.of(Ports.all()) : Optional.empty();
    }

    private static Optional<Ports> named(Field port, Optional<Field> endPort) {
        endPort.ifPresent(field -> field.reject("endPort needs a numeric port", "a named port has no range"));
        Optional<String> name = port.text();
        name.ifPresent(it -> Names.checkPortName(port, it));
        return name.filter(it -> !it.isEmpty()).map(Ports::named);
    }

    private static Optional<Ports> numeric(Field port, Optional<Field> endPort) {
        Optional<Integer> first = port.number(Ports.LOWEST, Ports.HIGHEST);
        if (endPort.isEmpty()) {
            return first.map(Ports::number);
        }
        Optional<Integer> last = endPort.get().number(Ports.LOWEST, Ports.HIGHEST);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        if (last.get() < first.get()) {
            endPort.get().reject("must not be below port " + first.get(), "");
            return Optional.empty();
        }
        return Optional.of(Ports.range(first.get(), last.get()));
    }
}
