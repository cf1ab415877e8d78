package dev.weir.policy.analyse;

import dev.weir.policy.analyse.Survey.NodeGroup;
import dev.weir.policy.eval.FastEvaluator;
import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.ResolvedParty;
import dev.weir.policy.model.AddressRange;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.parse.PolicySet;
import java.util.HashMap;
import java.util.Map;

/** What passes between the places of a survey under one set of policies. */
final class Reach {

    private final FastEvaluator evaluator;
    private final Map<Party, ResolvedParty> resolved = new HashMap<>();
    private final Map<IpAddress, ResolvedParty> outside = new HashMap<>();

    Reach(Survey survey, PolicySet policies) {
        evaluator = new FastEvaluator(survey.cluster(), policies.policies(), policies.clusterPolicies());
    }

    /** Between two pods of two groups, or two different pods of one. */
    OpenPorts between(PodGroup from, PodGroup to) {
        return ports(resolve(from.first()), resolve(to.last()));
    }

    OpenPorts between(PodGroup from, NodeGroup to) {
        return ports(resolve(from.first()), resolve(to));
    }

    OpenPorts between(NodeGroup from, PodGroup to) {
        return ports(resolve(from), resolve(to.first()));
    }

    OpenPorts between(PodGroup from, AddressRange to) {
        return ports(resolve(from.first()), resolve(to));
    }

    OpenPorts between(AddressRange from, PodGroup to) {
        return ports(resolve(from), resolve(to.first()));
    }

    private OpenPorts ports(ResolvedParty from, ResolvedParty to) {
        return OpenPorts.of(protocol -> evaluator.openPorts(from, to, protocol));
    }

    private ResolvedParty resolve(NodeGroup group) {
        return resolve(Party.node(group.nodes().get(0).name()));
    }

    private ResolvedParty resolve(Party party) {
        return resolved.computeIfAbsent(party, evaluator::resolve);
    }

    private ResolvedParty resolve(AddressRange range) {
        return outside.computeIfAbsent(range.first(), evaluator::resolveOutside);
    }
}
