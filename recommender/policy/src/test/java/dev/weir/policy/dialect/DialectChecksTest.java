package dev.weir.policy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DialectChecksTest {

    private static final String CILIUM = """
            metadata: {name: web, namespace: shop}
            spec:
              endpointSelector: {matchLabels: {app: web}}
              egress:
            """;
    private static final String CALICO = """
            metadata: {name: web, namespace: shop}
            spec:
              selector: app == 'web'
              types: [Ingress, Egress]
              egress:
            """;

    @Test
    void everyTextThatIsWrittenPasses() {
        assertThat(policies()).isNotEmpty().allSatisfy(it -> {
            assertThat(CiliumChecks.problems(CiliumYaml.write(it).text())).isEmpty();
            assertThat(CalicoChecks.problems(
                            CalicoYaml.write(it, CalicoYaml.Kind.STAGED).text()))
                    .isEmpty();
        });
    }

    @Test
    void anItemHasPeersOfOneKind() {
        assertThat(CiliumChecks.problems(CILIUM + "  - {toEndpoints: [{}], toEntities: [host]}\n"))
                .containsExactly("Combining toEndpoints and toEntities is not supported");
    }

    @Test
    void anEmptySectionIsNoDefaultDeny() {
        assertThat(CiliumChecks.problems(CILIUM + "    []\n"))
                .containsExactly("A rule needs at least one item in ingress or egress; an empty list is none");
        assertThat(CiliumChecks.problems(CILIUM + "  - {}\n")).isEmpty();
    }

    @Test
    void namesNeedADnsRule() {
        String names = CILIUM + "  - {toFQDNs: [{matchName: example.org}]}\n";
        String dns = "  - {toEndpoints: [{}], toPorts: [{ports: [{port: '53', protocol: UDP}],"
                + " rules: {dns: [{matchPattern: '*'}]}}]}\n";

        assertThat(CiliumChecks.problems(names)).singleElement().asString().startsWith("toFQDNs needs a rule with dns");
        assertThat(CiliumChecks.problems(names + dns)).isEmpty();
    }

    @Test
    void portsOfCiliumAreTextsAndAtMostForty() {
        String one = "{port: '80', protocol: TCP},";

        assertThat(CiliumChecks.problems(CILIUM + "  - {toPorts: [{ports: [{port: 80, protocol: TCP}]}]}\n"))
                .containsExactly("Port 80 is to be a text");
        assertThat(CiliumChecks.problems(CILIUM + "  - {toPorts: [{ports: [" + one.repeat(41) + "]}]}\n"))
                .containsExactly("41 ports in an item are more than 40");
    }

    @Test
    void labelsKeepTheirGrammarBehindCiliumsPrefixes() {
        assertThat(
                        CiliumChecks.problems(
                                CILIUM
                                        + "  - toEndpoints: [{matchLabels: {'k8s:io.cilium.k8s.namespace.labels.example.org/team': 'a b'}}]\n"))
                .containsExactly("\"a b\" is no label value");
    }

    @Test
    void portsOfCalicoNeedAProtocol() {
        assertThat(CalicoChecks.problems(CALICO + "  - {action: Allow, destination: {ports: [80]}}\n"))
                .containsExactly("ports need protocol TCP, UDP or SCTP, not \"\"");
    }

    @Test
    void aRuleOfCalicoHasBlocksOfOneFamily() {
        assertThat(CalicoChecks.problems(
                        CALICO + "  - {action: Allow, destination: {nets: [10.0.0.0/8, 'fd00::/8']}}\n"))
                .containsExactly("A rule contains both IPv4 and IPv6 blocks");
    }

    @Test
    void selectorsOfCalicoAreShortAndOfLabels() {
        String rule = "  - {action: Allow, destination: {selector: \"%s\"}}\n";

        assertThat(CalicoChecks.problems(CALICO + rule.formatted("app == 'a b'")))
                .containsExactly("\"a b\" is no label value");
        assertThat(CalicoChecks.problems(CALICO + rule.formatted("has(" + "x".repeat(1025) + ")")))
                .contains("A selector of 1030 characters is longer than 1024");
    }

    private static Stream<RecommendedPolicy> policies() {
        return LongStream.range(100, 160).mapToObj(DialectWorld::of).flatMap(world -> world.policies().stream());
    }
}
