package dev.weir.policy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of a dialect is one that an API server would take, as far as the definition of its kind can tell. */
final class SchemaPropertyTest {

    private static final String POLICY_API =
            "network-policy-api/v0.2.0-and-main/clusternetworkpolicies.standard.main.yaml";

    @Test
    void ciliumTextsKeepTheDefinition() {
        CrdSchema schema = CrdSchema.in("cilium/ciliumnetworkpolicies.yaml");

        assertThat(policies().map(CiliumYaml::write))
                .allSatisfy(it ->
                        assertThat(schema.problems(it.text())).as(it.text()).isEmpty());
    }

    @Test
    void calicoTextsKeepTheDefinitions() {
        CrdSchema staged = CrdSchema.in("calico/projectcalico.org-v3/stagednetworkpolicies.yaml");
        CrdSchema enforced = CrdSchema.in("calico/projectcalico.org-v3/networkpolicies.yaml");

        assertThat(policies()).allSatisfy(it -> {
            assertThat(staged.problems(
                            CalicoYaml.write(it, CalicoYaml.Kind.STAGED).text()))
                    .isEmpty();
            assertThat(enforced.problems(
                            CalicoYaml.write(it, CalicoYaml.Kind.ENFORCED).text()))
                    .isEmpty();
        });
    }

    @Test
    void baselineTextsKeepTheDefinitionsStandardChannel() {
        CrdSchema schema = CrdSchema.in(POLICY_API);
        List<Rendering> renderings = worlds().flatMap(
                        world -> ClusterBaseline.write(world.policies(), Set.of()).stream())
                .toList();

        assertThat(renderings)
                .allSatisfy(it ->
                        assertThat(schema.problems(it.text())).as(it.text()).isEmpty());
    }

    @Test
    void aFieldThatTheDefinitionDoesNotNameIsRefused() {
        CrdSchema schema = CrdSchema.in("cilium/ciliumnetworkpolicies.yaml");
        String text =
                policies().map(CiliumYaml::write).findFirst().orElseThrow().text();

        assertThat(schema.problems(text.replace("endpointSelector:", "podSelector:")))
                .isNotEmpty();
    }

    private static Stream<DialectWorld> worlds() {
        return LongStream.range(0, 60).mapToObj(DialectWorld::of);
    }

    private static Stream<RecommendedPolicy> policies() {
        return worlds().flatMap(world -> world.policies().stream());
    }
}
