package dev.weir.recommender.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PublishedTest {
    private static final String MINIMAL = """
            {"cluster": "prod", "subject": {"namespace": "shop", "kind": "Deployment", "name": "web"},
             "status": "LEARNING", "generation": %s, "fieldOfTheFuture": [1]}
            """;

    @Test
    void recommendationWithoutPolicyHasNoYaml() {
        Published published = Published.parse(Samples.bytes(MINIMAL.formatted("7")));

        assertThat(published.yaml()).isEmpty();
        assertThat(published.warnings()).isEmpty();
        assertThat(published.generation()).isEqualTo(7);
    }

    @Test
    void generationMayStandAsText() {
        assertThat(Published.parse(Samples.bytes(MINIMAL.formatted("\"9007199254740993\"")))
                        .generation())
                .isEqualTo(9_007_199_254_740_993L);
    }

    @Test
    void generationThatIsNoNumberIsNamed() {
        assertThatThrownBy(() -> Published.parse(Samples.bytes(MINIMAL.formatted("\"new\""))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"new\"");
    }

    @Test
    void missingSubjectIsNamed() {
        assertThatThrownBy(() -> Published.parse(Samples.bytes("{\"cluster\": \"prod\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("namespace");
    }
}
