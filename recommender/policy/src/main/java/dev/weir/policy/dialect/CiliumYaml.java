package dev.weir.policy.dialect;

import dev.weir.policy.dialect.CiliumItem.Target;
import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.render.BlockWriter;
import dev.weir.policy.render.SelectorYaml;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a policy as a {@code cilium.io/v2} CiliumNetworkPolicy.
 *
 * <p>An item has peers of one kind and lists of at most {@value #MOST_PORTS} ports, which are texts there. A direction
 * is closed once it has an item, and an item without peers and ports, <code>{}</code>, lets nobody in; a list without
 * items would not count as a section at all (Cilium documentation, "Layer 3 policies", default deny).
 */
public final class CiliumYaml {

    static final int MOST_PORTS = 40;

    private final BlockWriter writer = new BlockWriter();
    private final boolean usesNames;

    private CiliumYaml(boolean usesNames) {
        this.usesNames = usesNames;
    }

    /** The policy of the same name, namespace, labels and annotations. */
    public static Rendering write(RecommendedPolicy recommended) {
        NetworkPolicy policy = recommended.policy();
        CiliumTranslation translation = new CiliumTranslation(recommended);
        List<CiliumItem> ingress = translation.items(
                Direction.INGRESS, recommended.comments().ingress().rules());
        List<CiliumItem> egress = translation.items(
                Direction.EGRESS, recommended.comments().egress().rules());
        CiliumYaml yaml = new CiliumYaml(egress.stream().anyMatch(item -> item.target() instanceof Target.Names));
        Heading.write(yaml.writer, recommended, translation.differences());
        yaml.writer.entry("apiVersion", "cilium.io/v2");
        yaml.writer.entry("kind", "CiliumNetworkPolicy");
        Heading.metadata(yaml.writer, policy);
        yaml.writer.nested("spec", () -> {
            SelectorYaml.write(yaml.writer, "endpointSelector", policy.spec().podSelector());
            yaml.section(Direction.INGRESS, policy.spec(), ingress);
            yaml.section(Direction.EGRESS, policy.spec(), egress);
        });
        return new Rendering(policy.namespace(), policy.name(), yaml.writer.toString(), translation.differences());
    }

    private void section(Direction direction, NetworkPolicy.Spec spec, List<CiliumItem> items) {
        if (!spec.isolates(direction)) {
            return;
        }
        if (items.isEmpty()) {
            writer.comment("Nothing is allowed: in Cilium an empty rule matches nobody.");
        }
        writer.nested(direction == Direction.INGRESS ? "ingress" : "egress", () -> {
            if (items.isEmpty()) {
                writer.emptyItem();
            }
            items.forEach(item -> item(direction, item));
        });
    }

    private void item(Direction direction, CiliumItem item) {
        item.comments().forEach(writer::comment);
        writer.item(() -> {
            target(direction == Direction.INGRESS ? "from" : "to", item.target());
            ports(direction, item.ports());
        });
    }

    private void target(String prefix, Target target) {
        if (target instanceof Target.Endpoints endpoints) {
            writer.nested(
                    prefix + "Endpoints",
                    () -> endpoints.selectors().forEach(selector -> SelectorYaml.item(writer, selector)));
        } else if (target instanceof Target.Entities entities) {
            writer.nested(prefix + "Entities", () -> entities.names().forEach(writer::item));
        } else if (target instanceof Target.Blocks blocks) {
            writer.nested(prefix + "CIDRSet", () -> blocks.blocks().forEach(block -> writer.item(() -> block(block))));
        } else if (target instanceof Target.Names names) {
            writer.nested(prefix + "FQDNs", () -> names.names()
                    .forEach(name -> writer.item(() -> writer.entry("matchName", name))));
        }
    }

    private void block(Peer.IpBlock block) {
        writer.entry("cidr", block.cidr().toString());
        if (!block.except().isEmpty()) {
            writer.nested(
                    "except", () -> block.except().stream().map(Cidr::toString).forEach(writer::item));
        }
    }

    private void ports(Direction direction, List<PolicyPort> ports) {
        if (ports.isEmpty()) {
            return;
        }
        // toFQDNs knows the addresses only of names whose lookup went through a DNS rule of the same endpoint.
        List<PolicyPort> dns = new ArrayList<>();
        List<PolicyPort> others = new ArrayList<>();
        ports.forEach(port ->
                (usesNames && direction == Direction.EGRESS && CiliumTranslation.isDns(port) ? dns : others).add(port));
        writer.nested("toPorts", () -> {
            Slices.of(others, MOST_PORTS).forEach(slice -> writer.item(() -> portList(slice)));
            if (!dns.isEmpty()) {
                writer.item(() -> {
                    portList(dns);
                    writer.nested(
                            "rules",
                            () -> writer.nested("dns", () -> writer.item(() -> writer.entry("matchPattern", "*"))));
                });
            }
        });
    }

    private void portList(List<PolicyPort> ports) {
        writer.nested("ports", () -> ports.forEach(port -> writer.item(() -> port(port))));
    }

    private void port(PolicyPort port) {
        if (port.ports() instanceof Ports.Number single) {
            writer.entry("port", Integer.toString(single.number()));
        } else if (port.ports() instanceof Ports.Named named) {
            writer.entry("port", named.name());
        } else if (port.ports() instanceof Ports.Range range) {
            writer.entry("port", Integer.toString(range.first()));
            writer.entry("endPort", range.last());
        } else {
            // Port 0 stands for every port of a protocol.
            writer.entry("port", "0");
        }
        writer.entry("protocol", port.protocol().name());
    }
}
