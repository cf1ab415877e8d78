package dev.weir.policy.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.parse.Parsed;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The API server's own table of good and bad NetworkPolicies. */
class ValidationSuiteTest {

    @TestFactory
    Stream<DynamicTest> whatTheApiServerAcceptsIsAccepted() {
        return SharedSuites.tests("validation-k8s/valid", file -> {
            Parsed<PolicySet> parsed = PolicyParser.parse(SharedSuites.text(file));
            assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
            assertThat(parsed.orElseThrow().policies()).hasSize(1);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatTheApiServerRefusesIsRefused() {
        return SharedSuites.tests(
                "validation-k8s/invalid",
                file -> assertThat(PolicyParser.parse(SharedSuites.text(file))).isInstanceOf(Parsed.Rejected.class));
    }
}
