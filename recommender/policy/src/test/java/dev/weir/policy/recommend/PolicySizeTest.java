package dev.weir.policy.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PolicySizeTest {

    @Test
    void fourHundredLinesNeedNoWord() {
        assertThat(PolicySize.warnings("a\n".repeat(PolicySize.MOST_LINES))).isEmpty();
    }

    @Test
    void oneLineMoreIsToldOnce() {
        assertThat(PolicySize.warnings("a\n".repeat(PolicySize.MOST_LINES + 1)))
                .singleElement()
                .asString()
                .contains("400 lines");
    }

    @Test
    void aPolicyNearTheLimitOfTheApiServerIsTold() {
        assertThat(PolicySize.warnings("a".repeat(PolicySize.MOST_BYTES + 1)))
                .singleElement()
                .asString()
                .contains("1.5 MiB");
    }
}
