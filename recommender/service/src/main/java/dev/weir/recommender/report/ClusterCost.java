package dev.weir.recommender.report;

import dev.weir.policy.dialect.PolicyCost;
import dev.weir.policy.dialect.Population;
import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.parse.Parsed;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
import dev.weir.recommender.view.Published;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the proposed policies of one cluster cost those who enforce them, as {@link PolicyCost} counts it.
 *
 * @param policies objects, parts and default deny counted one by one
 * @param rules in both directions
 * @param peers items of their {@code from} and {@code to}
 * @param entries selected pods × peers' pods and blocks × ports
 * @param warnings a sentence for each policy and limit of a network plugin that is near or passed
 */
public record ClusterCost(long policies, long rules, long peers, long entries, List<String> warnings) {

    /** Copies the list. */
    public ClusterCost {
        warnings = List.copyOf(warnings);
    }

    static ClusterCost of(String cluster, Landscape landscape, Collection<Published> workloads) {
        Population population = Population.of(landscape.cluster());
        ClusterCost sum = new ClusterCost(0, 0, 0, 0, List.of());
        for (Published workload : workloads) {
            if (workload.cluster().equals(cluster)) {
                for (PolicySet set : sets(workload)) {
                    sum = sum.plus(workload, set, population);
                }
            }
        }
        return sum;
    }

    /** A text that is no policy is told of where it is replayed. */
    private static List<PolicySet> sets(Published workload) {
        return Stream.of(workload.yaml(), workload.defaultDenyYaml())
                .flatMap(yaml -> yaml.stream())
                .map(PolicyParser::parse)
                .filter(Parsed.Accepted.class::isInstance)
                .map(Parsed::orElseThrow)
                .toList();
    }

    private ClusterCost plus(Published workload, PolicySet set, Population population) {
        long more = 0;
        long moreRules = 0;
        long morePeers = 0;
        long moreEntries = 0;
        List<String> all = new ArrayList<>(warnings);
        for (var policy : set.policies()) {
            PolicyCost cost = PolicyCost.of(policy, population);
            more++;
            moreRules += cost.rules();
            morePeers += cost.peers();
            moreEntries += cost.entries();
            cost.warnings().forEach(warning -> all.add(workload.namespace() + "/" + policy.name() + ": " + warning));
        }
        return new ClusterCost(policies + more, rules + moreRules, peers + morePeers, entries + moreEntries, all);
    }
}
