package dev.weir.policy.analyse;

import static java.util.stream.Collectors.joining;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Requirement;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what a rule of a NetworkPolicy allows. */
final class RuleText {

    private RuleText() {}

    /** Like {@code from pods app=web of namespace shop, on TCP 80}. */
    static String of(Rule rule, Direction direction, String namespace) {
        String preposition = direction == Direction.INGRESS ? "from " : "to ";
        String peers = rule.peers().isEmpty()
                ? "anybody, inside and outside the cluster"
                : rule.peers().stream().map(peer -> peer(peer, namespace)).collect(joining(" or "));
        String ports = rule.ports().isEmpty()
                ? "any port"
                : rule.ports().stream().map(RuleText::port).collect(joining(" or "));
        return preposition + peers + ", on " + ports;
    }

    private static String peer(Peer peer, String namespace) {
        if (peer instanceof Peer.IpBlock block) {
            String holes = block.except().stream().map(Cidr::toString).collect(joining(" and "));
            return "addresses of " + block.cidr() + (holes.isEmpty() ? "" : " but not of " + holes);
        }
        Peer.PodPeer pods = (Peer.PodPeer) peer;
        String who = pods.podSelector()
                .filter(selector -> !selector.isEmpty())
                .map(selector -> "pods with " + selector(selector))
                .orElse("all pods");
        String where = pods.namespaceSelector()
                .map(selector -> selector.isEmpty() ? "of all namespaces" : "of namespaces with " + selector(selector))
                .orElse("of namespace " + namespace);
        return who + " " + where;
    }

    private static String selector(LabelSelector selector) {
        List<String> parts = new ArrayList<>();
        selector.matchLabels().forEach((key, value) -> parts.add(key + "=" + value));
        selector.matchExpressions().forEach(requirement -> parts.add(requirement(requirement)));
        return String.join(" and ", parts);
    }

    private static String requirement(Requirement requirement) {
        String values = String.join(", ", requirement.values());
        return switch (requirement.operator()) {
            case IN -> requirement.key() + " in (" + values + ")";
            case NOT_IN -> requirement.key() + " not in (" + values + ")";
            case EXISTS -> "a label " + requirement.key();
            case DOES_NOT_EXIST -> "no label " + requirement.key();
        };
    }

    private static String port(PolicyPort port) {
        if (port.ports() instanceof Ports.All) {
            return "any port of " + port.protocol();
        }
        if (port.ports() instanceof Ports.Named named) {
            return "the " + port.protocol() + " port called " + named.name();
        }
        if (port.ports() instanceof Ports.Range range) {
            return port.protocol() + " " + range.first() + "-" + range.last();
        }
        return port.protocol() + " " + ((Ports.Number) port.ports()).number();
    }

    static String lower(Direction direction) {
        return direction.text().toLowerCase(Locale.ROOT);
    }
}
