package dev.weir.policy.dialect;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterNetworkPolicy.Subject;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.ClusterPort;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.Ports;
import dev.weir.policy.render.BlockWriter;
import dev.weir.policy.render.SelectorYaml;
import java.util.List;
import java.util.Locale;

/** Writes {@code policy.networking.k8s.io/v1alpha2} ClusterNetworkPolicies as YAML. */
final class ClusterPolicyYaml {

    private final BlockWriter writer = new BlockWriter();

    private ClusterPolicyYaml() {}

    static String write(ClusterNetworkPolicy policy, List<String> header, List<Difference> differences) {
        ClusterPolicyYaml yaml = new ClusterPolicyYaml();
        header.forEach(yaml.writer::comment);
        Heading.differences(yaml.writer, differences);
        yaml.document(policy);
        return yaml.writer.toString();
    }

    private void document(ClusterNetworkPolicy policy) {
        writer.entry("apiVersion", "policy.networking.k8s.io/v1alpha2");
        writer.entry("kind", "ClusterNetworkPolicy");
        writer.nested("metadata", () -> {
            writer.entry("name", policy.name());
            writer.mapping("labels", policy.labels());
            writer.mapping("annotations", policy.annotations());
        });
        writer.nested("spec", () -> {
            writer.entry("tier", policy.spec().tier().text());
            writer.entry("priority", policy.spec().priority());
            writer.nested("subject", () -> subject(policy.spec().subject()));
            for (Direction direction : Direction.values()) {
                section(direction, policy.spec().rules(direction));
            }
        });
    }

    private void subject(Subject subject) {
        if (subject instanceof Subject.Namespaces namespaces) {
            SelectorYaml.write(writer, "namespaces", namespaces.selector());
        } else if (subject instanceof Subject.Pods pods) {
            writer.nested("pods", () -> {
                SelectorYaml.write(writer, "namespaceSelector", pods.namespaceSelector());
                SelectorYaml.write(writer, "podSelector", pods.podSelector());
            });
        }
    }

    private void section(Direction direction, List<ClusterRule> rules) {
        if (!rules.isEmpty()) {
            writer.nested(
                    direction.text().toLowerCase(Locale.ROOT), () -> rules.forEach(rule -> rule(direction, rule)));
        }
    }

    private void rule(Direction direction, ClusterRule rule) {
        writer.item(() -> {
            if (!rule.name().isEmpty()) {
                writer.entry("name", rule.name());
            }
            writer.entry("action", rule.action().text());
            writer.nested(direction == Direction.INGRESS ? "from" : "to", () -> rule.peers()
                    .forEach(peer -> writer.item(() -> peer(peer))));
            if (!rule.ports().isEmpty()) {
                writer.nested("protocols", () -> rule.ports().forEach(port -> writer.item(() -> port(port))));
            }
        });
    }

    private void peer(ClusterPeer peer) {
        if (peer instanceof ClusterPeer.Namespaces namespaces) {
            SelectorYaml.write(writer, "namespaces", namespaces.selector());
        } else if (peer instanceof ClusterPeer.Pods pods) {
            writer.nested("pods", () -> {
                SelectorYaml.write(writer, "namespaceSelector", pods.namespaceSelector());
                SelectorYaml.write(writer, "podSelector", pods.podSelector());
            });
        } else if (peer instanceof ClusterPeer.Networks networks) {
            writer.nested(
                    "networks",
                    () -> networks.blocks().stream().map(Cidr::toString).forEach(writer::item));
        } else {
            throw new IllegalArgumentException("No translation makes a peer like " + peer);
        }
    }

    private void port(ClusterPort port) {
        if (port instanceof ClusterPort.Named named) {
            writer.entry("destinationNamedPort", named.name());
            return;
        }
        ClusterPort.Of of = (ClusterPort.Of) port;
        writer.nested(
                of.protocol().name().toLowerCase(Locale.ROOT),
                () -> writer.nested("destinationPort", () -> {
                    if (of.ports() instanceof Ports.Range range) {
                        writer.nested("range", () -> {
                            writer.entry("start", range.first());
                            writer.entry("end", range.last());
                        });
                    } else if (of.ports() instanceof Ports.Number single) {
                        writer.entry("number", single.number());
                    }
                }));
    }
}
