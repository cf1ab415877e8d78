package dev.weir.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.policy.model.ClusterPeer;
import dev.weir.policy.model.ClusterPort;
import dev.weir.policy.model.ClusterRule;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PolicyParserTest {

    private static final String HEAD = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: web, namespace: shop}
            spec:
              podSelector: {matchLabels: {app: web}}
            """;

    private static final String CLUSTER_HEAD = """
            apiVersion: policy.networking.k8s.io/v1alpha2
            kind: ClusterNetworkPolicy
            metadata: {name: tenants}
            spec:
              tier: Admin
              priority: 10
              subject: {namespaces: {}}
            """;

    @Test
    void everyProblemIsReportedWithItsPlaceItsValueAndAHint() {
        String text = HEAD + """
                  policyTypes: [ingress]
                  ingress:
                  - ports:
                    - {protocol: tcp, port: "80"}
                    - {port: 70000}
                    from:
                    - podSelector: {}
                      ipBlock: {cidr: 10.0.0.0}
                  - form: []
                """;

        Parsed<PolicySet> parsed = PolicyParser.parse(text);

        assertThat(problems(parsed))
                .extracting(Problem::line, Problem::path, Problem::value)
                .containsExactly(
                        tuple(6, "spec.policyTypes[0]", "ingress"),
                        tuple(9, "spec.ingress[0].ports[0].protocol", "tcp"),
                        tuple(9, "spec.ingress[0].ports[0].port", "80"),
                        tuple(10, "spec.ingress[0].ports[1].port", "70000"),
                        tuple(13, "spec.ingress[0].from[0].ipBlock", "a mapping"),
                        tuple(13, "spec.ingress[0].from[0].ipBlock.cidr", "10.0.0.0"),
                        tuple(14, "spec.ingress[1].form", "a list"));
        assertThat(problems(parsed))
                .allSatisfy(problem -> assertThat(problem.object()).isEqualTo("NetworkPolicy shop/web"));
        assertThat(problems(parsed).get(2))
                .hasToString(
                        "line 9: NetworkPolicy shop/web: spec.ingress[0].ports[0].port \"80\": is no port name: up to 15"
                                + " of a-z, 0-9 and -, with a letter; write the number without quotes");
    }

    @Test
    void peersAndPortsKeepTheDistinctionsOfTheApi() {
        NetworkPolicy policy = only(HEAD + """
                  ingress:
                  - from: [{podSelector: {}}, {namespaceSelector: {}}, {podSelector: {}, namespaceSelector: {}}]
                    ports: [{}, {port: 80}, {port: 80, endPort: 80}, {port: http, protocol: UDP}]
                """);

        LabelSelector all = LabelSelector.everything();
        assertThat(policy.spec().ingress().get(0).peers())
                .containsExactly(Peer.pods(all), Peer.namespaces(all), Peer.podsIn(all, all));
        assertThat(policy.spec().ingress().get(0).ports())
                .containsExactly(
                        new PolicyPort(Protocol.TCP, Ports.all()),
                        PolicyPort.tcp(80),
                        new PolicyPort(Protocol.TCP, Ports.range(80, 80)),
                        new PolicyPort(Protocol.UDP, Ports.named("http")));
    }

    @Test
    void missingListAndEmptyListAreOneObject() {
        assertThat(only(HEAD + "  ingress: []\n")).isEqualTo(only(HEAD)).isEqualTo(only(HEAD + "  ingress:\n"));
    }

    @Test
    void itemsOfAListNeedNotRepeatTheirKind() {
        String list = """
                {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicyList", "items": [
                  {"metadata": {"name": "a", "namespace": "x"}, "spec": {"podSelector": {}}},
                  {"metadata": {"name": "b", "namespace": "x"}, "spec": {"podSelector": {}}}]}
                """;

        assertThat(PolicyParser.parse(list).orElseThrow().policies())
                .extracting(NetworkPolicy::name)
                .containsExactly("a", "b");
    }

    @Test
    void documentsAndMixedListsAreReadInOrder() {
        String text = HEAD + "---\n---\napiVersion: v1\nkind: List\nitems:\n- "
                + HEAD.replace("name: web", "name: api").replace("\n", "\n  ").strip() + "\n";

        assertThat(PolicyParser.parse(text).orElseThrow().policies())
                .extracting(NetworkPolicy::name)
                .containsExactly("web", "api");
    }

    @Test
    void objectsOfOtherKindsAreSkippedAloud() {
        Parsed<PolicySet> parsed =
                PolicyParser.parse(HEAD + "---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\n");

        assertThat(parsed).isInstanceOfSatisfying(Parsed.Accepted.class, accepted -> assertThat(accepted.warnings())
                .singleElement()
                .asString()
                .contains("cilium.io/v2 CiliumNetworkPolicy is not judged here"));
    }

    @Test
    void unlikelyButLegalInputIsWarnedOf() {
        String text = HEAD.replace("{matchLabels: {app: web}}", "")
                + "  ingress: [{from: [{ipBlock: {cidr: 10.1.2.3/8}}]}]\n";

        assertThat(PolicyParser.parse(text))
                .isInstanceOfSatisfying(Parsed.Accepted.class, accepted -> assertThat(accepted.warnings())
                        .hasSize(2)
                        .anySatisfy(warning ->
                                assertThat(warning).asString().contains("every pod of the namespace is selected"))
                        .anySatisfy(warning -> assertThat(warning).asString().contains("write 10.0.0.0/8")));
    }

    @Test
    void twoPoliciesOfOneNameAreRefused() {
        assertThat(problems(PolicyParser.parse(HEAD + "---\n" + HEAD)))
                .singleElement()
                .asString()
                .contains("NetworkPolicy shop/web: is there twice");
    }

    @Test
    void brokenTextIsAProblemOfItsLine() {
        assertThat(problems(PolicyParser.parse("apiVersion: v1\nkind: [oops\n")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isGreaterThan(1);
                    assertThat(problem.message()).contains("neither YAML nor JSON");
                });
    }

    @Test
    void keyThatIsThereTwiceIsRefused() {
        assertThat(problems(PolicyParser.parse(HEAD + "  podSelector: {}\n")))
                .extracting(Problem::path)
                .contains("spec.podSelector");
    }

    @Test
    void clusterPolicyIsReadWithEveryKindOfPeerAndPort() {
        ClusterRule rule = PolicyParser.parse(CLUSTER_HEAD + """
                          egress:
                          - name: all kinds
                            action: Accept
                            to:
                            - namespaces: {}
                            - pods: {podSelector: {}}
                            - networks: [10.0.0.0/8, "fd00::/8"]
                            - nodes: {}
                            - domainNames: ["*.example.org"]
                            protocols:
                            - tcp: {destinationPort: {number: 443}}
                            - udp: {destinationPort: {range: {start: 1, end: 9}}}
                        """)
                .orElseThrow()
                .clusterPolicies()
                .get(0)
                .spec()
                .egress()
                .get(0);

        assertThat(rule.peers()).hasSize(5).contains(new ClusterPeer.DomainNames(List.of("*.example.org")));
        assertThat(rule.ports())
                .containsExactly(
                        new ClusterPort.Of(Protocol.TCP, Ports.number(443)),
                        new ClusterPort.Of(Protocol.UDP, Ports.range(1, 9)));
    }

    @Test
    void limitsOfTheClusterPolicyAreChecked() {
        String text = CLUSTER_HEAD.replace("priority: 10", "priority: 1001") + """
                  ingress:
                  - action: Allow
                    from: [{networks: [10.0.0.0/8]}]
                  - action: Deny
                    from: []
                  egress:
                  - action: Deny
                    to: [{domainNames: [example.org]}, {}]
                    protocols: [{destinationNamedPort: web}, {tcp: {destinationPort: {range: {start: 5, end: 5}}}}]
                """;

        assertThat(problems(PolicyParser.parse(text)))
                .extracting(Problem::path)
                .containsExactly(
                        "spec.priority",
                        "spec.ingress[0].action",
                        "spec.ingress[1].from",
                        "spec.egress[0]",
                        "spec.egress[0]",
                        "spec.egress[0].to[1]",
                        "spec.egress[0].protocols[1].tcp.destinationPort.range");
    }

    @Test
    void peerOfANewerApiIsKeptAsUnknown() {
        PolicySet set = PolicyParser.parse(CLUSTER_HEAD + "  ingress: [{action: Deny, from: [{services: {}}]}]\n")
                .orElseThrow();

        assertThat(set.clusterPolicies().get(0).spec().ingress().get(0).peers())
                .containsExactly(new ClusterPeer.Unknown("services"));
    }

    @Property
    void anyTextIsReadOrRefusedButNeverThrows(@ForAll String text) {
        assertThat(PolicyParser.parse(text)).isNotNull();
        assertThat(ClusterParser.parse(text)).isNotNull();
    }

    @Property
    void damagedPolicyIsReadOrRefusedButNeverThrows(@ForAll @IntRange(max = 400) int at, @ForAll char replacement) {
        StringBuilder text =
                new StringBuilder(CLUSTER_HEAD + "---\n" + HEAD + "  ingress: [{from: [{podSelector: {}}]}]\n");
        text.setCharAt(at % text.length(), replacement);

        assertThat(PolicyParser.parse(text.toString())).isNotNull();
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(problems(PolicyParser.parse("[".repeat(100_000)))).isNotEmpty();
        assertThat(PolicyParser.parse("a: &a [*a]\nkind: *a\n")).isInstanceOf(Parsed.Rejected.class);
    }

    private static NetworkPolicy only(String text) {
        return PolicyParser.parse(text).orElseThrow().policies().get(0);
    }

    private static List<Problem> problems(Parsed<?> parsed) {
        return Optional.of(parsed)
                .filter(Parsed.Rejected.class::isInstance)
                .map(rejected -> ((Parsed.Rejected<?>) rejected).problems())
                .orElseThrow(() -> new AssertionError("accepted: " + parsed));
    }
}
