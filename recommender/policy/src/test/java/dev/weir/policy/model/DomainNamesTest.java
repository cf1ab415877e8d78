package dev.weir.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.ClusterPeer.DomainNames;
import java.util.List;
import org.junit.jupiter.api.Test;

class DomainNamesTest {

    @Test
    void exactNameIsOnlyItself() {
        DomainNames names = new DomainNames(List.of("kubernetes.io"));

        assertThat(names.contains("kubernetes.io")).isTrue();
        assertThat(names.contains("www.kubernetes.io")).isFalse();
        assertThat(names.contains("my-kubernetes.io")).isFalse();
    }

    @Test
    void wildcardStandsForOneOrMoreLabels() {
        DomainNames names = new DomainNames(List.of("*.kubernetes.io"));

        assertThat(names.contains("www.kubernetes.io")).isTrue();
        assertThat(names.contains("latest.blog.kubernetes.io")).isTrue();
        assertThat(names.contains("kubernetes.io")).isFalse();
        assertThat(names.contains("wikipedia.org")).isFalse();
    }

    @Test
    void caseAndTheDotOfTheRootDoNotCount() {
        assertThat(new DomainNames(List.of("Example.org.")).contains("example.ORG"))
                .isTrue();
    }
}
