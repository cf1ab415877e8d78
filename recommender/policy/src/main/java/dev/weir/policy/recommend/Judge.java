package dev.weir.policy.recommend;

import dev.weir.policy.eval.Ends;
import dev.weir.policy.eval.FastEvaluator;
import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.eval.ResolvedParty;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Protocol;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** An evaluator that looks up each party once, however often it is asked about. */
final class Judge {

    private final FastEvaluator evaluator;
    private final Map<Party, ResolvedParty> resolved = new HashMap<>();

    Judge(Cluster cluster, Collection<NetworkPolicy> policies, Collection<ClusterNetworkPolicy> clusterPolicies) {
        evaluator = new FastEvaluator(cluster, policies, clusterPolicies);
    }

    ResolvedParty resolve(Party party) {
        return resolved.computeIfAbsent(party, evaluator::resolve);
    }

    Ends ends(ResolvedParty from, ResolvedParty to, int port, Protocol protocol) {
        return evaluator.ends(from, to, port, protocol);
    }

    Ends ends(Probe connection) {
        return ends(resolve(connection.from()), resolve(connection.to()), connection.port(), connection.protocol());
    }
}
