package dev.weir.policy.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.policy.model.Direction;
import dev.weir.policy.model.Protocol;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartyTest {

    @ParameterizedTest
    @ValueSource(strings = {"shop/web", "ip:10.0.0.1", "ip:fd00::1", "node:n1"})
    void everyPartyIsReadBackFromItsText(String text) {
        assertThat(Party.parse(text)).hasToString(text);
    }

    @Test
    void addressMayStandAlone() {
        assertThat(Party.parse("10.0.0.1")).isEqualTo(Party.address("10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "/web", "shop/", "a/b/c", ""})
    void anythingElseNamesNobody(String text) {
        assertThatThrownBy(() -> Party.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\" names nobody");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65535})
    void probeMayBeAboutEveryPort(int port) {
        assertThat(probe(port).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void probeIsAboutAPort(int port) {
        assertThatThrownBy(() -> probe(port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not " + port);
    }

    @Test
    void verdictMustAgreeWithItsEnds() {
        End yes = End.allowed(Reason.NOT_ISOLATED);
        End no = End.denied(Reason.NO_RULE_ALLOWS);

        assertThat(Verdict.of(yes, yes).allowed()).isTrue();
        assertThat(Verdict.of(yes, no).allowed()).isFalse();
        assertThat(Verdict.of(no, yes).allowed()).isFalse();
        assertThatThrownBy(() -> new Verdict(true, yes, no)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Verdict(false, yes, yes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ruleIsNamedByPolicyDirectionAndPosition() {
        assertThat(new RuleRef(Optional.of("shop"), "web", Direction.INGRESS, OptionalInt.of(1)))
                .hasToString("NetworkPolicy shop/web spec.ingress[1]");
        assertThat(new RuleRef(Optional.empty(), "outside", Direction.EGRESS, OptionalInt.empty()))
                .hasToString("ClusterNetworkPolicy outside spec.egress");
    }

    @Test
    void endsAreToldApart() {
        for (Ends ends : Ends.values()) {
            assertThat(Ends.of(ends.egress(), ends.ingress())).isEqualTo(ends);
        }
        assertThat(Ends.of(true, false)).isEqualTo(Ends.ONLY_EGRESS_ALLOWS);
        assertThat(Ends.of(false, true)).isEqualTo(Ends.ONLY_INGRESS_ALLOWS);
    }

    private static Probe probe(int port) {
        return new Probe(Party.node("a"), Party.node("b"), port, Protocol.TCP);
    }
}
