package dev.weir.policy.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Requirement;
import dev.weir.policy.model.Rule;
import dev.weir.policy.parse.PolicyParser;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yaml.snakeyaml.Yaml;

final class PolicyYamlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "true", "on", "y", "NO", "null", "~", "1e3", "0x1F", "010", "1_000", "12:30:45", "1.10", ".inf",
                "2024-01-01", "=", "<<", "Yes", "FALSE", "-1", "+1", "0b11", "0o17", ".5", "1.", "-.INF", ".NaN",
                        "Null",
                "190:20:30", "1__0", "0", "-", "N", "OFF", "2001-12-14t21:59:43.10-05:00", "1e-3", "e3", "0x", "a:b",
                        "#a"
            })
    void aWordThatAParserWouldReadAsSomethingElseStaysThatWord(String word) {
        String yaml = PolicyYaml.write(labelled(word), PolicyComments.NONE);

        assertThat(labelIn(yaml11(yaml))).isEqualTo(word);
        assertThat(labelIn(yaml12(yaml))).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "v1", "10.0.0.0/8", "fd00::/8", "app.kubernetes.io/name", "a_b", "reviews-v1"})
    void anOrdinaryWordNeedsNoQuotes(String word) {
        assertThat(Scalar.of(word)).isEqualTo(word);
    }

    @Property
    void anyLabelIsReadBackByBothGenerationsOfParsers(
            @ForAll("labelValues") String key, @ForAll("labelValues") String value) {
        NetworkPolicy policy = policy(LabelSelector.of(key, value), List.of());

        String yaml = PolicyYaml.write(policy, PolicyComments.NONE);

        assertThat(selectorIn(yaml11(yaml))).isEqualTo(Map.of("matchLabels", Map.of(key, value)));
        assertThat(selectorIn(yaml12(yaml))).isEqualTo(Map.of("matchLabels", Map.of(key, value)));
    }

    @Property
    void noTextOfACommentGetsIntoThePolicy(@ForAll String words) {
        NetworkPolicy policy = policy(LabelSelector.of("app", "web"), List.of(new Rule(List.of(), List.of())));
        PolicyComments.Section section = new PolicyComments.Section(List.of(words), List.of(List.of(words)));

        String yaml = PolicyYaml.write(policy, new PolicyComments(List.of(words), section, section));

        assertThat(yaml11(yaml)).isEqualTo(yaml11(PolicyYaml.write(policy, PolicyComments.NONE)));
    }

    @Test
    void everyPartOfAPolicyIsReadBackAsItWas() {
        LabelSelector selector = new LabelSelector(
                Map.of("app", "web"),
                List.of(
                        new Requirement("tier", Requirement.Operator.IN, List.of("on", "front")),
                        new Requirement("beta", Requirement.Operator.DOES_NOT_EXIST, List.of())));
        NetworkPolicy policy = policy(
                selector,
                List.of(
                        new Rule(List.of(), List.of()),
                        new Rule(
                                List.of(
                                        Peer.pods(LabelSelector.everything()),
                                        Peer.namespaces(LabelSelector.of("team", "1e3")),
                                        Peer.podsIn(LabelSelector.of("team", "a"), LabelSelector.of("app", "b")),
                                        Peer.block(Cidr.of("10.0.0.0/8"), Cidr.of("10.1.0.0/16"))),
                                List.of(
                                        PolicyPort.tcp(80),
                                        new PolicyPort(Protocol.UDP, Ports.range(8000, 8010)),
                                        new PolicyPort(Protocol.TCP, Ports.named("http")),
                                        new PolicyPort(Protocol.SCTP, Ports.all())))));

        String yaml = PolicyYaml.write(policy, PolicyComments.NONE);

        assertThat(PolicyParser.parse(yaml).orElseThrow().policies()).containsExactly(policy);
        assertThat(yaml11(yaml)).isEqualTo(yaml12(yaml));
    }

    @Test
    void aLongCommentIsBrokenBetweenWords() {
        String words = "word ".repeat(60).strip();

        String yaml = PolicyYaml.write(
                labelled("web"),
                new PolicyComments(List.of(words), PolicyComments.Section.NONE, PolicyComments.Section.NONE));

        assertThat(yaml.lines()).allMatch(line -> line.length() <= 100);
    }

    @Provide
    Arbitrary<String> labelValues() {
        return Arbitraries.strings()
                .withChars("0123456789abcdefxoyntrulsinfAEFNOTY_.-+:~")
                .ofMinLength(0)
                .ofMaxLength(6);
    }

    private static NetworkPolicy labelled(String value) {
        return policy(LabelSelector.of("app", value), List.of());
    }

    private static NetworkPolicy policy(LabelSelector selector, List<Rule> ingress) {
        return new NetworkPolicy(
                "shop",
                "weir-web",
                Map.of("app.kubernetes.io/managed-by", "weir"),
                Map.of("weir.dev/days", "12"),
                new NetworkPolicy.Spec(selector, EnumSet.allOf(Direction.class), ingress, List.of()));
    }

    private static @Nullable Object labelIn(Object document) {
        Map<?, ?> labels = member(selectorIn(document), "matchLabels");
        return labels.get("app");
    }

    private static Map<?, ?> selectorIn(Object document) {
        return member(member((Map<?, ?>) document, "spec"), "podSelector");
    }

    private static Map<?, ?> member(Map<?, ?> map, String key) {
        return (Map<?, ?>) Objects.requireNonNull(map.get(key), key);
    }

    private static Object yaml11(String yaml) {
        return new Yaml().load(yaml);
    }

    private static Object yaml12(String yaml) {
        return Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }
}
