package dev.weir.policy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.eval.RandomWorld;
import dev.weir.policy.law.Law;
import dev.weir.policy.law.Seeds;
import dev.weir.policy.model.ClusterNetworkPolicy;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.render.OddPolicies;
import dev.weir.policy.render.PolicyComments;
import dev.weir.policy.render.YamlGenerations;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;

/** The texts of the other dialects, read by parsers of YAML 1.1 and of YAML 1.2. */
final class ClusterRoundTripTest {

    @Law
    void everyClusterPolicyIsReadBackByParsersOfBothGenerations(@ForAll(supplier = Seeds.class) long seed) {
        ClusterNetworkPolicy policy = new OddPolicies(new RandomWorld(seed)).clusterPolicy();

        String text = ClusterPolicyYaml.write(policy, List.of(), List.of());

        assertThat(PolicyParser.parse(text).orElseThrow().clusterPolicies()).containsExactly(policy);
        assertThat(PolicyParser.parse(YamlGenerations.yaml11(text))
                        .orElseThrow()
                        .clusterPolicies())
                .containsExactly(policy);
        assertThat(PolicyParser.parse(YamlGenerations.yaml12(text))
                        .orElseThrow()
                        .clusterPolicies())
                .containsExactly(policy);
    }

    @Law
    void bothGenerationsReadEveryDialectAlike(@ForAll(supplier = Seeds.class) long seed) {
        NetworkPolicy policy = new OddPolicies(new RandomWorld(seed)).policy();
        PeerFacts nobody = new PeerFacts(new TreeMap<>(), Set.of(), Set.of(), Set.of(), List.of());
        RecommendedPolicy recommended = new RecommendedPolicy(policy, PolicyComments.NONE, nobody);

        Stream.of(CiliumYaml.write(recommended), CalicoYaml.write(recommended, CalicoYaml.Kind.STAGED))
                .map(Rendering::text)
                .forEach(text -> assertThat(YamlGenerations.yaml11(text)).isEqualTo(YamlGenerations.yaml12(text)));
    }
}
