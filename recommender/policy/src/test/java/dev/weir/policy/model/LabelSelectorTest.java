package dev.weir.policy.model;

import static dev.weir.policy.model.Requirement.Operator.DOES_NOT_EXIST;
import static dev.weir.policy.model.Requirement.Operator.EXISTS;
import static dev.weir.policy.model.Requirement.Operator.IN;
import static dev.weir.policy.model.Requirement.Operator.NOT_IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {

    private static final Map<String, String> WEB = Map.of("app", "web", "tier", "");

    @Test
    void emptySelectorMatchesEverything() {
        assertThat(LabelSelector.everything().matches(Map.of())).isTrue();
    }

    @Test
    void everyPartMustHold() {
        LabelSelector selector =
                new LabelSelector(Map.of("app", "web"), List.of(new Requirement("env", IN, List.of("prod"))));

        assertThat(selector.matches(WEB)).isFalse();
        assertThat(selector.matches(Map.of("app", "web", "env", "prod"))).isTrue();
    }

    @Test
    void notInAlsoMatchesWhereTheKeyIsMissing() {
        assertThat(expression(new Requirement("env", NOT_IN, List.of("prod"))).matches(WEB))
                .isTrue();
        assertThat(expression(new Requirement("app", NOT_IN, List.of("web"))).matches(WEB))
                .isFalse();
    }

    @Test
    void inNeedsTheKey() {
        assertThat(expression(new Requirement("env", IN, List.of("", "prod"))).matches(WEB))
                .isFalse();
    }

    @Test
    void existsLooksAtTheKeyOnly() {
        assertThat(expression(new Requirement("tier", EXISTS, List.of())).matches(WEB))
                .isTrue();
        assertThat(expression(new Requirement("tier", DOES_NOT_EXIST, List.of()))
                        .matches(WEB))
                .isFalse();
        assertThat(expression(new Requirement("env", DOES_NOT_EXIST, List.of())).matches(WEB))
                .isTrue();
    }

    @Test
    void emptyValueNeedsTheKeyToBeThere() {
        assertThat(LabelSelector.of("tier", "").matches(WEB)).isTrue();
        assertThat(LabelSelector.of("env", "").matches(WEB)).isFalse();
    }

    @Test
    void lettersAreComparedWithTheirCase() {
        assertThat(LabelSelector.of("app", "Web").matches(WEB)).isFalse();
    }

    @Test
    void valuesGoWithTheirOperator() {
        assertThatThrownBy(() -> new Requirement("app", IN, List.of())).hasMessageContaining("at least one value");
        assertThatThrownBy(() -> new Requirement("app", EXISTS, List.of("x"))).hasMessageContaining("no values");
    }

    private static LabelSelector expression(Requirement requirement) {
        return new LabelSelector(Map.of(), List.of(requirement));
    }
}
