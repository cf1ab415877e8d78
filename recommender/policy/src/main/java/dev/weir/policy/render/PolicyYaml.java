package dev.weir.policy.render;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Rule;
import java.util.List;

/** Writes NetworkPolicies as YAML. The same policy and comments always give the same bytes. */
public final class PolicyYaml {

    private final BlockWriter writer = new BlockWriter();

    private PolicyYaml() {}

    /** One document, with a line break at its end and no document marker. */
    public static String write(NetworkPolicy policy, PolicyComments comments) {
        PolicyYaml yaml = new PolicyYaml();
        yaml.document(policy, comments);
        return yaml.writer.toString();
    }

    private void document(NetworkPolicy policy, PolicyComments comments) {
        comments.header().forEach(writer::comment);
        writer.entry("apiVersion", "networking.k8s.io/v1");
        writer.entry("kind", "NetworkPolicy");
        writer.nested("metadata", () -> {
            writer.entry("name", policy.name());
            writer.entry("namespace", policy.namespace());
            writer.mapping("labels", policy.labels());
            writer.mapping("annotations", policy.annotations());
        });
        writer.nested("spec", () -> spec(policy.spec(), comments));
    }

    private void spec(NetworkPolicy.Spec spec, PolicyComments comments) {
        SelectorYaml.write(writer, "podSelector", spec.podSelector());
        if (!spec.policyTypes().isEmpty()) {
            writer.nested("policyTypes", () -> spec.policyTypes().forEach(type -> writer.item(type.text())));
        }
        section(Direction.INGRESS, spec, comments.ingress());
        section(Direction.EGRESS, spec, comments.egress());
    }

    /** A direction that is isolated without a rule is written out, so that nobody takes it for forgotten. */
    private void section(Direction direction, NetworkPolicy.Spec spec, PolicyComments.Section comments) {
        String key = direction == Direction.INGRESS ? "ingress" : "egress";
        List<Rule> rules = spec.rules(direction);
        if (rules.isEmpty() && !spec.isolates(direction)) {
            return;
        }
        comments.whole().forEach(writer::comment);
        if (rules.isEmpty()) {
            writer.literal(key, "[]");
            return;
        }
        writer.nested(key, () -> {
            for (int i = 0; i < rules.size(); i++) {
                rule(rules.get(i), direction, comments.rule(i));
            }
        });
    }

    private void rule(Rule rule, Direction direction, List<String> comments) {
        comments.forEach(writer::comment);
        if (rule.peers().isEmpty() && rule.ports().isEmpty()) {
            writer.emptyItem();
            return;
        }
        writer.item(() -> {
            if (!rule.peers().isEmpty()) {
                String key = direction == Direction.INGRESS ? "from" : "to";
                writer.nested(key, () -> rule.peers().forEach(peer -> writer.item(() -> peer(peer))));
            }
            if (!rule.ports().isEmpty()) {
                writer.nested("ports", () -> rule.ports().forEach(port -> writer.item(() -> port(port))));
            }
        });
    }

    private void peer(Peer peer) {
        if (peer instanceof Peer.IpBlock block) {
            writer.nested("ipBlock", () -> block(block));
            return;
        }
        Peer.PodPeer pods = (Peer.PodPeer) peer;
        pods.namespaceSelector().ifPresent(selector -> SelectorYaml.write(writer, "namespaceSelector", selector));
        pods.podSelector().ifPresent(selector -> SelectorYaml.write(writer, "podSelector", selector));
    }

    private void block(Peer.IpBlock block) {
        writer.entry("cidr", block.cidr().toString());
        if (!block.except().isEmpty()) {
            writer.nested(
                    "except", () -> block.except().stream().map(Cidr::toString).forEach(writer::item));
        }
    }

    private void port(PolicyPort port) {
        writer.entry("protocol", port.protocol().name());
        if (port.ports() instanceof Ports.Number single) {
            writer.entry("port", single.number());
        } else if (port.ports() instanceof Ports.Named named) {
            writer.entry("port", named.name());
        } else if (port.ports() instanceof Ports.Range range) {
            writer.entry("port", range.first());
            writer.entry("endPort", range.last());
        }
    }
}
