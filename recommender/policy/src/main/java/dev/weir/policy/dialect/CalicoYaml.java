package dev.weir.policy.dialect;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Ports;
import dev.weir.policy.render.BlockWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a policy as a {@code projectcalico.org/v3} StagedNetworkPolicy, which is judged and logged but not enforced, or
 * as a NetworkPolicy.
 *
 * <p>It stands in the tier {@code default} at the order of Kubernetes' own policies. Every rule allows, and that tier
 * denies what no rule of the policies that select a pod allows, so several policies add up as Kubernetes' do.
 */
public final class CalicoYaml {

    /** Order of Kubernetes NetworkPolicies in the tier {@code default}. */
    private static final int ORDER = 1000;

    static final int MOST_RULES = 1024;
    static final int LONGEST_SELECTOR = 1024;

    /** Which of the two kinds. */
    public enum Kind {
        STAGED("StagedNetworkPolicy"),
        ENFORCED("NetworkPolicy");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private static final String OWN_NODE = "The node a pod runs on.";

    private final BlockWriter writer = new BlockWriter();
    private final List<Difference> differences = new ArrayList<>();

    private CalicoYaml() {}

    /** The policy of the same name, namespace, labels and annotations. */
    public static Rendering write(RecommendedPolicy recommended, Kind kind) {
        CalicoYaml yaml = new CalicoYaml();
        NetworkPolicy policy = recommended.policy();
        List<CalicoRule> ingress = yaml.rules(Direction.INGRESS, recommended);
        List<CalicoRule> egress = yaml.rules(Direction.EGRESS, recommended);
        Heading.write(yaml.writer, recommended, yaml.differences);
        yaml.writer.entry("apiVersion", "projectcalico.org/v3");
        yaml.writer.entry("kind", kind.text);
        Heading.metadata(yaml.writer, policy);
        yaml.writer.nested("spec", () -> {
            if (kind == Kind.STAGED) {
                yaml.writer.entry("stagedAction", "Set");
            }
            yaml.writer.entry("tier", "default");
            yaml.writer.entry("order", ORDER);
            yaml.writer.entry("selector", CalicoSelectors.pods(policy.spec().podSelector()));
            yaml.types(policy.spec());
            yaml.section(Direction.INGRESS, policy.spec(), ingress);
            yaml.section(Direction.EGRESS, policy.spec(), egress);
        });
        return new Rendering(policy.namespace(), policy.name(), yaml.writer.toString(), yaml.differences);
    }

    private List<CalicoRule> rules(Direction direction, RecommendedPolicy recommended) {
        List<CalicoRule> rules = new ArrayList<>();
        var given = recommended.policy().spec().rules(direction);
        var comments = (direction == Direction.INGRESS
                        ? recommended.comments().ingress()
                        : recommended.comments().egress())
                .rules();
        for (int i = 0; i < given.size(); i++) {
            rules.addAll(CalicoRule.of(given.get(i), i < comments.size() ? comments.get(i) : List.of()));
        }
        PeerFacts facts = recommended.facts();
        if (direction == Direction.EGRESS && recommended.policy().spec().isolates(direction)) {
            facts.ownNodeRule().ifPresent(rule -> rules.addAll(CalicoRule.of(rule, List.of(OWN_NODE))));
            facts.ownNodeDifference().ifPresent(differences::add);
        }
        if (rules.removeIf(CalicoYaml::isTooLong)) {
            differences.add(Difference.closes("A peer's selector is longer than the " + LONGEST_SELECTOR
                    + " characters that are allowed; its rule is left out."));
        }
        if (rules.size() > MOST_RULES) {
            differences.add(
                    Difference.closes(rules.size() + " " + direction.text().toLowerCase(Locale.ROOT)
                            + " rules are more than the " + MOST_RULES + " a policy may have; the last are left out."));
            return rules.subList(0, MOST_RULES);
        }
        return rules;
    }

    private static boolean isTooLong(CalicoRule rule) {
        return Stream.of(rule.side().selector(), rule.side().namespaceSelector())
                .flatMap(Optional::stream)
                .anyMatch(selector -> selector.length() > LONGEST_SELECTOR);
    }

    /** What is left out here has a default that is not Kubernetes'. */
    private void types(NetworkPolicy.Spec spec) {
        writer.nested("types", () -> {
            for (Direction direction : Direction.values()) {
                if (spec.isolates(direction)) {
                    writer.item(direction.text());
                }
            }
        });
    }

    private void section(Direction direction, NetworkPolicy.Spec spec, List<CalicoRule> rules) {
        if (!spec.isolates(direction)) {
            return;
        }
        String key = direction == Direction.INGRESS ? "ingress" : "egress";
        if (rules.isEmpty()) {
            writer.literal(key, "[]");
            return;
        }
        writer.nested(key, () -> rules.forEach(rule -> rule(direction, rule)));
    }

    private void rule(Direction direction, CalicoRule rule) {
        rule.comments().forEach(writer::comment);
        writer.item(() -> {
            writer.entry("action", "Allow");
            rule.protocol().ifPresent(protocol -> writer.entry("protocol", protocol.name()));
            if (direction == Direction.INGRESS) {
                if (!rule.side().isAnybody()) {
                    writer.nested("source", () -> side(rule.side()));
                }
                if (!rule.ports().isEmpty()) {
                    writer.nested("destination", () -> ports(rule.ports()));
                }
            } else if (!rule.side().isAnybody() || !rule.ports().isEmpty()) {
                writer.nested("destination", () -> {
                    side(rule.side());
                    ports(rule.ports());
                });
            }
        });
    }

    private void side(CalicoRule.Side side) {
        side.selector().ifPresent(selector -> writer.entry("selector", selector));
        side.namespaceSelector().ifPresent(selector -> writer.entry("namespaceSelector", selector));
        blocks("nets", side.nets());
        blocks("notNets", side.notNets());
    }

    private void blocks(String key, List<Cidr> blocks) {
        if (!blocks.isEmpty()) {
            writer.nested(key, () -> blocks.stream().map(Cidr::toString).forEach(writer::item));
        }
    }

    private void ports(List<Ports> ports) {
        if (!ports.isEmpty()) {
            writer.nested("ports", () -> ports.forEach(this::port));
        }
    }

    private void port(Ports port) {
        if (port instanceof Ports.Number single) {
            writer.item(single.number());
        } else if (port instanceof Ports.Range range) {
            writer.item(range.first() + ":" + range.last());
        } else if (port instanceof Ports.Named named) {
            writer.item(named.name());
        }
    }
}
