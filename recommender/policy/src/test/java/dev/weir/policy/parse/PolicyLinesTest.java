package dev.weir.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.Direction;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PolicyLinesTest {

    private static final PolicyLines LINES = PolicyLines.of("""
            # a comment
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: web, namespace: shop}
            spec:
              podSelector: {}
              ingress:
              - ports: [{port: 80}]
              # the second
              - ports:
                - {port: 81}
            ---
            apiVersion: v1
            kind: List
            items:
            - apiVersion: networking.k8s.io/v1
              kind: NetworkPolicy
              metadata: {name: db}
              spec: {podSelector: {}, egress: [{}]}
            - apiVersion: policy.networking.k8s.io/v1alpha2
              kind: ClusterNetworkPolicy
              metadata: {name: base}
              spec:
                ingress:
                - {name: one}
            """);

    @Test
    void rulesAndPoliciesHaveTheLinesOnWhichTheyBegin() {
        assertThat(line("shop", "web", Direction.INGRESS, 0)).hasValue(8);
        assertThat(line("shop", "web", Direction.INGRESS, 1)).hasValue(10);
        assertThat(line("default", "db", Direction.EGRESS, 0)).hasValue(19);
        assertThat(line("", "base", Direction.INGRESS, 0)).hasValue(25);
        assertThat(LINES.line("shop", "web", Direction.EGRESS, OptionalInt.empty()))
                .hasValue(2);
    }

    @Test
    void aRuleThatIsNotThereHasTheLineOfItsPolicy() {
        assertThat(line("shop", "web", Direction.EGRESS, 0)).hasValue(2);
        assertThat(line("shop", "nobody", Direction.EGRESS, 0)).isEmpty();
    }

    private static OptionalInt line(String namespace, String policy, Direction direction, int rule) {
        return LINES.line(namespace, policy, direction, OptionalInt.of(rule));
    }
}
