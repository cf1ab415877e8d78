package dev.weir.policy.model;

import static dev.weir.policy.model.Direction.EGRESS;
import static dev.weir.policy.model.Direction.INGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkPolicyTest {

    private static final List<Rule> NONE = List.of();
    private static final List<Rule> OPEN = List.of(new Rule(List.of(), List.of()));

    @Test
    void missingTypesAlwaysIsolateIngress() {
        assertThat(spec(Set.of(), NONE, OPEN).isolates(INGRESS)).isTrue();
    }

    @Test
    void missingTypesIsolateEgressOnlyWhereThereAreEgressRules() {
        assertThat(spec(Set.of(), OPEN, NONE).isolates(EGRESS)).isFalse();
        assertThat(spec(Set.of(), NONE, OPEN).isolates(EGRESS)).isTrue();
    }

    @Test
    void givenTypesAloneCount() {
        assertThat(spec(Set.of(EGRESS), OPEN, NONE).isolates(INGRESS)).isFalse();
        assertThat(spec(Set.of(EGRESS), OPEN, NONE).isolates(EGRESS)).isTrue();
    }

    @Test
    void namespaceAlwaysCarriesItsName() {
        assertThat(new Namespace("shop", Map.of(Namespace.NAME_LABEL, "other")).labels())
                .containsEntry("kubernetes.io/metadata.name", "shop");
    }

    private static NetworkPolicy.Spec spec(Set<Direction> types, List<Rule> ingress, List<Rule> egress) {
        return new NetworkPolicy.Spec(LabelSelector.everything(), types, ingress, egress);
    }
}
