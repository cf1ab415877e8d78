package dev.weir.policy.dialect;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Direction;

/** A policy of Calico's tier {@code default} whose rules all allow, as the Calico documentation explains it. */
record CalicoReader(Tree policy) implements DialectReader {

    static CalicoReader of(String yaml) {
        return new CalicoReader(Tree.of(yaml));
    }

    @Override
    public boolean isolates(Direction direction, End subject) {
        return policy.at("spec", "types").texts().contains(direction.text())
                && subject.pod()
                        .filter(pod -> pod.namespace().equals(home()))
                        .filter(pod -> CalicoExpression.matches(
                                policy.at("spec", "selector").text(), pod.labels()))
                        .isPresent();
    }

    @Override
    public boolean allows(Direction direction, Try connection) {
        String key = direction == Direction.INGRESS ? "ingress" : "egress";
        return policy.at("spec", key).items().stream().anyMatch(rule -> matches(rule, direction, connection));
    }

    private boolean matches(Tree rule, Direction direction, Try connection) {
        if (!rule.at("action").text().equals("Allow")) {
            throw new AssertionError("Not an Allow rule: " + rule);
        }
        boolean protocol = !rule.at("protocol").isThere()
                || rule.at("protocol").text().equals(connection.protocol().name());
        Tree ports = rule.at("destination", "ports");
        return protocol
                && side(rule.at(direction == Direction.INGRESS ? "source" : "destination"), connection.other(direction))
                && (!ports.isThere() || ports.texts().stream().anyMatch(port -> port(port, connection)));
    }

    private boolean side(Tree side, End other) {
        if (side.at("selector").isThere() || side.at("namespaceSelector").isThere()) {
            boolean pod = other.pod()
                    .filter(it -> side.at("namespaceSelector").isThere()
                            ? CalicoExpression.matches(
                                    side.at("namespaceSelector").text(),
                                    other.namespace().labels())
                            : it.namespace().equals(home()))
                    .filter(it -> !side.at("selector").isThere()
                            || CalicoExpression.matches(side.at("selector").text(), it.labels()))
                    .isPresent();
            if (!pod) {
                return false;
            }
        }
        return (!side.at("nets").isThere() || holds(side.at("nets"), other)) && !holds(side.at("notNets"), other);
    }

    private static boolean holds(Tree blocks, End other) {
        return blocks.texts().stream().anyMatch(block -> Cidr.of(block).contains(other.address()));
    }

    private static boolean port(String port, Try connection) {
        if (port.matches("[0-9]+:[0-9]+")) {
            String[] ends = port.split(":");
            return Integer.parseInt(ends[0]) <= connection.port() && connection.port() <= Integer.parseInt(ends[1]);
        }
        return port.matches("[0-9]+") ? Integer.parseInt(port) == connection.port() : connection.isNamed(port);
    }

    private String home() {
        return policy.at("metadata", "namespace").text();
    }
}
