package dev.weir.policy.dialect;

import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a policy costs those who enforce it. A plugin unfolds selectors: a rule becomes an entry for each selected pod,
 * each peer and each port, on whatever nodes the pods are.
 *
 * @param pods selected by the policy
 * @param rules in both directions
 * @param peers items of the rules' {@code from} and {@code to}
 * @param entries selected pods × peers' pods and blocks × ports, over all rules; a range of ports, and all ports, count
 *     once
 * @param entriesPerPod the most that one direction asks for one selected pod: peers' pods and blocks × ports
 */
public record PolicyCost(int pods, int rules, int peers, long entries, long entriesPerPod) {

    /** OpenShift SDN manual, "About network policy": 200 selected pods and 200 peers make as many flow rules. */
    static final long MANY_ENTRIES = 40_000;

    /** Cilium documentation, "eBPF Maps": entries of one endpoint's policy map by default. */
    static final long CILIUM_POLICY_MAP = 16_384;

    /** The Calico API: rules of a direction. */
    static final int CALICO_RULES = CalicoYaml.MOST_RULES;

    /** The cost in a cluster as it is; pods on their node's network and those that ended count nowhere. */
    public static PolicyCost of(NetworkPolicy policy, Cluster cluster) {
        return of(policy, Population.of(cluster));
    }

    /** The same of many policies in one cluster, which is counted once. */
    public static PolicyCost of(NetworkPolicy policy, Population population) {
        Count count = new Count(policy, population);
        for (Direction direction : Direction.values()) {
            if (policy.spec().isolates(direction)) {
                count.add(policy.spec().rules(direction));
            }
        }
        return new PolicyCost(count.selected, count.rules, count.peers, count.selected * count.entries, count.most);
    }

    /** A sentence for each limit that is near (three quarters) or passed. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        warn(
                warnings,
                entries,
                MANY_ENTRIES,
                "entries over all nodes",
                "where OpenShift's manual says select namespaces");
        warn(warnings, entriesPerPod, CILIUM_POLICY_MAP, "entries for each pod", "what Cilium's policy map holds");
        warn(warnings, rules, CALICO_RULES, "rules", "what Calico takes in a direction");
        return warnings;
    }

    private static void warn(List<String> warnings, long value, long limit, String what, String whose) {
        if (value >= limit - limit / 4) {
            warnings.add(
                    String.format(Locale.ROOT, "The policy comes to %,d %s; %,d is %s.", value, what, limit, whose));
        }
    }

    private static final class Count {
        private final String namespace;
        private final Population population;
        private final int selected;
        private int rules;
        private int peers;
        private long entries;
        private long most;

        Count(NetworkPolicy policy, Population population) {
            namespace = policy.namespace();
            this.population = population;
            selected = (int) population.in(namespace, policy.spec().podSelector());
        }

        void add(List<Rule> section) {
            long ofSection = 0;
            for (Rule rule : section) {
                rules++;
                peers += rule.peers().size();
                // Everybody is one entry that asks for no address.
                long others = rule.peers().isEmpty()
                        ? 1
                        : rule.peers().stream().mapToLong(this::members).sum();
                ofSection += others * Math.max(1, rule.ports().size());
            }
            entries += ofSection;
            most = Math.max(most, ofSection);
        }

        private long members(Peer peer) {
            if (peer instanceof Peer.IpBlock block) {
                return 1 + block.except().size();
            }
            Peer.PodPeer wanted = (Peer.PodPeer) peer;
            LabelSelector labels = wanted.podSelector().orElse(LabelSelector.everything());
            return wanted.namespaceSelector()
                    .map(namespaces -> population.inAll(namespaces, labels))
                    .orElseGet(() -> population.in(namespace, labels));
        }
    }
}
