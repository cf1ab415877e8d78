package dev.weir.policy.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.eval.RandomWorld;
import dev.weir.policy.law.Law;
import dev.weir.policy.law.Seeds;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.parse.PolicyParser;
import net.jqwik.api.ForAll;

final class YamlRoundTripTest {

    @Law
    void everyPolicyIsReadBackByParsersOfBothGenerations(@ForAll(supplier = Seeds.class) long seed) {
        NetworkPolicy policy = new OddPolicies(new RandomWorld(seed)).policy();

        String text = PolicyYaml.write(policy, PolicyComments.NONE);

        assertThat(PolicyParser.parse(text).orElseThrow().policies()).containsExactly(policy);
        assertThat(PolicyParser.parse(YamlGenerations.yaml11(text))
                        .orElseThrow()
                        .policies())
                .containsExactly(policy);
        assertThat(PolicyParser.parse(YamlGenerations.yaml12(text))
                        .orElseThrow()
                        .policies())
                .containsExactly(policy);
    }
}
