package dev.weir.policy.parse;

import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.NetworkPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads policies: one or many documents, lists of them, YAML or JSON. */
public final class PolicyParser {

    private static final String NETWORKING = "networking.k8s.io/v1";
    private static final String POLICY = "policy.networking.k8s.io/v1alpha2";

    private final Report report = new Report();
    private final List<NetworkPolicy> policies = new ArrayList<>();
    private final List<ClusterNetworkPolicy> clusterPolicies = new ArrayList<>();

    private PolicyParser() {}

    /**
     * Reads every NetworkPolicy and ClusterNetworkPolicy of a text. Objects of other kinds are skipped with a warning:
     * some of them are policies too, but not ones that are judged here.
     */
    public static Parsed<PolicySet> parse(String text) {
        PolicyParser parser = new PolicyParser();
        new Documents(parser.report).forEach(text, parser::read);
        parser.rejectTwins(parser.policies, policy -> "NetworkPolicy " + policy.namespace() + "/" + policy.name());
        parser.rejectTwins(parser.clusterPolicies, policy -> "ClusterNetworkPolicy " + policy.name());
        return parser.report.conclude(new PolicySet(parser.policies, parser.clusterPolicies));
    }

    private void read(KubernetesObject object) {
        if (object.is(NETWORKING, "NetworkPolicy")) {
            new NetworkPolicyReader(report).read(object).ifPresent(policies::add);
        } else if (object.is(POLICY, "ClusterNetworkPolicy")) {
            new ClusterPolicyReader(report).read(object).ifPresent(clusterPolicies::add);
        } else {
            object.fields()
                    .owner()
                    .warn("skipped: " + object.apiVersion() + " " + object.kind() + " is not judged here", "");
        }
    }

    /** Two objects of one name are two versions of one: the text does not say which of them is in force. */
    private <T> void rejectTwins(List<T> objects, Function<T, String> name) {
        Set<String> seen = new HashSet<>();
        objects.stream().map(name).filter(it -> !seen.add(it)).distinct().forEach(twin -> {
            report.about(twin);
            report.reject(0, "", "", "is there twice", "keep the one that is in force");
        });
    }
}
