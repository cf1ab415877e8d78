package dev.weir.policy.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"kube-system", "calico-system", "rook-ceph", "ingress-nginx", "monitoring", "openshift-dns"})
    void whatRunsTheClusterGetsPoliciesOnlyWhenAskedFor(String namespace) {
        assertThat(Options.defaults().withholds(namespace)).isTrue();
        assertThat(Options.defaults().proposingProtected().withholds(namespace)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "shop", "monitoring-demo", "openshift", "my-openshift-dns"})
    void othersGetThem(String namespace) {
        assertThat(Options.defaults().withholds(namespace)).isFalse();
    }

    @Test
    void moreNamespacesCanBeProtectedByNameAndByTheirBeginning() {
        Options options = Options.defaults().protecting(Set.of("vault", "team-a-*"));

        assertThat(options.withholds("vault")).isTrue();
        assertThat(options.withholds("team-a-prod")).isTrue();
        assertThat(options.withholds("team-b")).isFalse();
        assertThat(options.withholds("kube-system")).isTrue();
    }

    @Test
    void eachChoiceLeavesTheOthersAsTheyAre() {
        Options expected = new Options(new TreeSet<>(Set.of("a", "b")), true, 5, true, true);
        Options start = new Options(new TreeSet<>(Set.of("a")), false, 0, false, false);

        assertThat(start.protecting(Set.of("b"))
                        .withExternalSurplus(5)
                        .withDefaultDenyApart()
                        .proposingProtected()
                        .openingExposed())
                .isEqualTo(expected);
        assertThat(start.openingExposed()
                        .proposingProtected()
                        .withDefaultDenyApart()
                        .withExternalSurplus(5)
                        .protecting(Set.of("b")))
                .isEqualTo(expected);
    }

    @Test
    void aSurplusBeyondAllAddressesOfIpv4OrBelowNothingIsRefused() {
        assertThat(Options.defaults().withExternalSurplus(Options.MOST_SURPLUS).externalSurplus())
                .isEqualTo(1L << 32);
        assertThatThrownBy(() -> Options.defaults().withExternalSurplus(Options.MOST_SURPLUS + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Options.defaults().withExternalSurplus(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
