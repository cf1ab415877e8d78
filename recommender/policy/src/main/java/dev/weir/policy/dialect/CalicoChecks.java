package dev.weir.policy.dialect;

import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.Cidr;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Calico refuses although its schema does not (its own validator and the CEL rules of its definitions), for the
 * fields that {@link CalicoYaml} writes.
 */
public final class CalicoChecks {

    private static final Pattern VALUE = Pattern.compile("'([^']*)'");
    private static final Pattern KEY =
            Pattern.compile("(?:has\\(|^|&& )([A-Za-z0-9_./-]+)(?=\\)| (?:==|!=|in|not in) )");
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5}):([0-9]{1,5})");
    private static final Set<String> WITH_PORTS = Set.of("TCP", "UDP", "SCTP");

    private final List<String> problems = new ArrayList<>();
    private final Grammar grammar = new Grammar(problems);

    private CalicoChecks() {}

    /** A sentence for each thing that is wrong with a NetworkPolicy or StagedNetworkPolicy of Calico. */
    public static List<String> problems(String yaml) {
        CalicoChecks checks = new CalicoChecks();
        checks.policy(Document.of(yaml));
        return checks.problems;
    }

    private void policy(Document policy) {
        grammar.metadata(policy.at("metadata"));
        Document spec = policy.at("spec");
        if (spec.at("types").items().isEmpty()) {
            problems.add("types is to be written: left out, it is not what Kubernetes would take it for");
        }
        selector(spec.at("selector").text());
        rules(spec.at("ingress").items(), "ingress");
        rules(spec.at("egress").items(), "egress");
    }

    private void rules(List<Document> rules, String section) {
        if (rules.size() > CalicoYaml.MOST_RULES) {
            problems.add(rules.size() + " rules in " + section + " are more than " + CalicoYaml.MOST_RULES);
        }
        rules.forEach(this::rule);
    }

    private void rule(Document rule) {
        Document source = rule.at("source");
        Document destination = rule.at("destination");
        boolean ports = source.at("ports").isThere() || destination.at("ports").isThere();
        if (ports && !WITH_PORTS.contains(rule.at("protocol").text())) {
            problems.add("ports need protocol TCP, UDP or SCTP, not \""
                    + rule.at("protocol").text() + "\"");
        }
        Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
        for (Document side : List.of(source, destination)) {
            selector(side.at("selector").text());
            selector(side.at("namespaceSelector").text());
            families.addAll(families(side.at("nets")));
            families.addAll(families(side.at("notNets")));
            side.at("ports").items().forEach(port -> port(port.text()));
        }
        if (families.size() > 1) {
            problems.add("A rule contains both IPv4 and IPv6 blocks");
        }
    }

    private Set<AddressFamily> families(Document blocks) {
        Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
        for (Document block : blocks.items()) {
            Optional<Cidr> cidr = Cidr.parse(block.text());
            cidr.ifPresentOrElse(
                    it -> families.add(it.family()), () -> problems.add("\"" + block.text() + "\" is no CIDR"));
        }
        return families;
    }

    private void port(String port) {
        Matcher range = RANGE.matcher(port);
        if (range.matches() && Integer.parseInt(range.group(1)) > Integer.parseInt(range.group(2))) {
            problems.add("Range of ports " + port + " ends before it begins");
        }
    }

    private void selector(String selector) {
        if (selector.length() > CalicoYaml.LONGEST_SELECTOR) {
            problems.add(
                    "A selector of " + selector.length() + " characters is longer than " + CalicoYaml.LONGEST_SELECTOR);
        }
        VALUE.matcher(selector).results().forEach(it -> grammar.value(it.group(1)));
        KEY.matcher(selector).results().forEach(it -> grammar.key(it.group(1)));
    }
}
