package dev.weir.policy.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.parse.Parsed;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The API server's own table of good and bad NetworkPolicies. */
class ValidationSuiteTest {

    @TestFactory
    Stream<DynamicTest> whatTheApiServerAcceptsIsAccepted() {
        return cases("valid", file -> {
            Parsed<PolicySet> parsed = PolicyParser.parse(SharedSuites.text(file));
            assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
            assertThat(parsed.orElseThrow().policies()).hasSize(1);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatTheApiServerRefusesIsRefused() {
        return cases("invalid", file -> assertThat(PolicyParser.parse(SharedSuites.text(file)))
                .isInstanceOf(Parsed.Rejected.class));
    }

    private static Stream<DynamicTest> cases(String folder, Consumer<Path> test) {
        return SharedSuites.children(SharedSuites.folder("validation-k8s").resolve(folder)).stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> test.accept(file)));
    }
}
