package dev.weir.policy.render;

import dev.weir.policy.analyse.Renaming;
import dev.weir.policy.eval.RandomWorld;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.NetworkPolicy.Spec;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Rule;
import dev.weir.policy.parse.PolicySet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Random policies that an API server takes and whose names, labels, ports and annotations are words that one parser of
 * YAML or another reads as something else.
 */
public record OddPolicies(RandomWorld random) {

    private static final List<String> LABEL_WORDS = List.of(
            "on",
            "y",
            "NO",
            "Null",
            "null",
            "true",
            "False",
            "1e3",
            "1E5",
            "0x1F",
            "0o7",
            "0b11",
            "010",
            "1_000",
            "1.10",
            "12.30",
            "2024-01-01",
            "2001-12-14t21",
            "e3",
            "0",
            "1.e0",
            "nan",
            "Inf",
            "9223372036854775808",
            "0.1.2");

    /** Lower case names with a letter: for namespaces, policies and ports. */
    private static final List<String> NAME_WORDS =
            List.of("on", "y", "no", "null", "true", "1e3", "0x1f", "0o7", "0b11", "12e4", "e3", "nan", "inf", "n");

    private static final List<String> TEXTS = List.of(
            "12:30:45",
            "~",
            ".inf",
            "-.INF",
            "=",
            "<<",
            "|",
            ">",
            "- a",
            "a: b",
            "a #b",
            "#",
            "&a",
            "*a",
            "!t",
            "%T",
            "@",
            "`",
            "{",
            "[",
            "'",
            "\"",
            "\\",
            " ",
            "\t",
            "\n",
            "a\nb: c",
            "\u0000",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\ud83d\ude00",
            "\u00e4",
            "---",
            "...",
            "2001-12-14t21:59:43.10-05:00",
            "190:20:30",
            "0.",
            "-",
            "?",
            ": ");

    public NetworkPolicy policy() {
        NetworkPolicy named = random.policy(random.any(NAME_WORDS), random.any(NAME_WORDS));
        NetworkPolicy policy = renaming()
                .policies(new PolicySet(List.of(named), List.of()))
                .policies()
                .get(0);
        Spec spec = policy.spec();
        return new NetworkPolicy(
                policy.namespace(),
                policy.name(),
                words(LABEL_WORDS),
                words(TEXTS),
                new Spec(spec.podSelector(), spec.policyTypes(), odd(spec.ingress()), odd(spec.egress())));
    }

    /** Without peers that this version of the API does not have: nobody can write those. */
    public ClusterNetworkPolicy clusterPolicy() {
        ClusterNetworkPolicy policy = random.clusterPolicy(random.any(NAME_WORDS));
        while (hasWhatCannotBeWritten(policy)) {
            policy = random.clusterPolicy(random.any(NAME_WORDS));
        }
        ClusterNetworkPolicy renamed = renaming()
                .policies(new PolicySet(List.of(), List.of(policy)))
                .clusterPolicies()
                .get(0);
        return new ClusterNetworkPolicy(renamed.name(), words(LABEL_WORDS), words(TEXTS), renamed.spec());
    }

    private static boolean hasWhatCannotBeWritten(ClusterNetworkPolicy policy) {
        return List.of(policy.spec().ingress(), policy.spec().egress()).stream()
                .flatMap(List::stream)
                .flatMap(rule -> rule.peers().stream())
                .anyMatch(peer -> !(peer instanceof ClusterPeer.Pods) && !(peer instanceof ClusterPeer.Namespaces));
    }

    private Renaming renaming() {
        List<String> keys = random.shuffled(LABEL_WORDS);
        List<String> values = random.shuffled(LABEL_WORDS);
        return new Renaming(
                Map.of("app", keys.get(0), "tier", keys.get(1), "env", keys.get(2)),
                Map.of("x", values.get(0), "y", values.get(1)));
    }

    private Map<String, String> words(List<String> values) {
        Map<String, String> words = new HashMap<>();
        random.shuffled(LABEL_WORDS).subList(0, random.below(4)).forEach(key -> words.put(key, random.any(values)));
        return words;
    }

    private List<Rule> odd(List<Rule> rules) {
        return rules.stream()
                .map(rule -> new Rule(
                        rule.peers(), rule.ports().stream().map(this::odd).toList()))
                .toList();
    }

    private PolicyPort odd(PolicyPort port) {
        return port.ports() instanceof Ports.Named
                ? new PolicyPort(port.protocol(), Ports.named(random.any(NAME_WORDS)))
                : port;
    }
}
