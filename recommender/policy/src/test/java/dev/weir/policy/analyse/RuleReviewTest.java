package dev.weir.policy.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.analyse.RuleFinding.Kind;
import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
import dev.weir.v1.ObservedEdge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleReviewTest {

    private static final Snapshot SNAPSHOT =
            new Snapshot(List.of(), List.of(pod("web", 1), pod("db", 2), pod("cache", 3)), List.of());

    @Test
    void ruleThatNoEdgeNeedsIsUnused() {
        List<RuleFinding> findings = findings("""
                ingress:
                - {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}
                - {from: [{podSelector: {matchLabels: {app: cache}}}], ports: [{port: 5432}]}
                """, "shop/web[Deployment] => shop/db[Deployment] : TCP 5432");

        assertThat(findings).extracting(RuleFinding::kind).containsExactly(Kind.UNUSED);
        assertThat(findings.get(0).rule().rule()).hasValue(1);
        assertThat(findings.get(0).sentence()).contains("app=cache");
    }

    @Test
    void deniedAttemptIsNoUse() {
        assertThat(findings(
                        "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]",
                        "shop/web[Deployment] => shop/db[Deployment] : TCP 5432 denied"))
                .extracting(RuleFinding::kind)
                .containsExactly(Kind.UNUSED);
    }

    @Test
    void everyCauseOfBreadthIsNamed() {
        String edge = "shop/web[Deployment] => shop/db[Deployment] : TCP 5432";
        assertThat(broad("{}", edge)).contains("every peer", "every port of every protocol");
        assertThat(broad("{from: [{podSelector: {}}], ports: [{port: 5432}]}", edge))
                .contains("its namespace");
        assertThat(broad("{from: [{namespaceSelector: {}}], ports: [{port: 5432}]}", edge))
                .contains("every pod of every namespace");
        assertThat(broad("{from: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 5432}]}", edge))
                .contains("0.0.0.0/0");
        assertThat(broad("{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{protocol: UDP}]}", edge))
                .contains("every port of UDP");
        assertThat(broad(
                        "{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 1024, endPort: 65535}]}",
                        edge))
                .contains("1024 to 65535");
    }

    @Test
    void twoEqualRulesOvershadowOneAnotherOnlyOnce() {
        String rule = "- {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}\n";
        assertThat(findings("ingress:\n" + rule + rule, "shop/web[Deployment] => shop/db[Deployment] : TCP 5432"))
                .extracting(RuleFinding::kind)
                .containsExactly(Kind.OVERSHADOWED);
    }

    @Test
    void ruleThatTwoOthersTogetherAllowIsOvershadowed() {
        List<RuleFinding> findings = findings("""
                ingress:
                - {from: [{podSelector: {matchLabels: {app: web}}}, {podSelector: {matchLabels: {app: cache}}}], ports: [{port: 5432}]}
                - {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}, {port: 80}]}
                - {from: [{podSelector: {matchLabels: {app: cache}}}], ports: [{port: 5432}]}
                """, "shop/web[Deployment] => shop/db[Deployment] : TCP 5432");

        // The third adds nothing to the first, and then the first is needed.
        assertThat(kinds(findings, Kind.OVERSHADOWED)).containsExactly(2);

        findings = findings("""
                ingress:
                - {from: [{podSelector: {matchLabels: {app: web}}}, {podSelector: {matchLabels: {app: cache}}}], ports: [{port: 5432}]}
                - {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}, {port: 80}]}
                - {from: [{podSelector: {matchLabels: {app: cache}}}], ports: [{port: 5432}, {port: 81}]}
                - {from: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 5432}]}
                """, "shop/web[Deployment] => shop/db[Deployment] : TCP 5432");

        assertThat(kinds(findings, Kind.OVERSHADOWED)).containsExactly(0);
        assertThat(findings.get(0).sentence())
                .startsWith(
                        "NetworkPolicy shop/db spec.ingress[0] adds nothing to NetworkPolicy shop/db spec.ingress[1]: ")
                .contains("; and NetworkPolicy shop/db spec.ingress[2]: ")
                .doesNotContain("ingress[3]");
    }

    @Test
    void portsOfARuleMayBeOpenByOneEach() {
        String both = "- {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}, {port: 81}]}\n";
        String one = "- {ports: [{port: 80}]}\n";
        String other = "- {from: [{podSelector: {}}], ports: [{port: 81}]}\n";
        String edge = "shop/web[Deployment] => shop/db[Deployment] : TCP 80";

        assertThat(kinds(findings("ingress:\n" + both + one + other, edge), Kind.OVERSHADOWED))
                .containsExactly(0);
        assertThat(kinds(findings("ingress:\n" + both + one, edge), Kind.OVERSHADOWED))
                .isEmpty();
    }

    @Test
    void everybodyIsNotOvershadowedByAllPods() {
        String everybody = "- {ports: [{port: 80}]}\n";
        String pods = "- {from: [{namespaceSelector: {}}], ports: [{port: 80}]}\n";
        String blocks = "- {from: [{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: '::/0'}}], ports: [{port: 80}]}\n";
        String edge = "shop/web[Deployment] => shop/db[Deployment] : TCP 80";

        assertThat(kinds(findings("ingress:\n" + everybody + pods + blocks, edge), Kind.OVERSHADOWED))
                .containsExactly(1, 2);
    }

    @Test
    void ruleThatNobodyUsedStaysUntilAMonthlyJobHasHadItsDay() {
        String rule = "ingress: [{from: [{podSelector: {matchLabels: {app: cache}}}], ports: [{port: 5432}]}]";
        List<ObservedEdge> edges = TestingEdges.parse("shop/web[Deployment] => shop/db[Deployment] : TCP 80");

        RuleFinding young = review(rule, seen(edges, 3)).get(0);
        RuleFinding old = review(rule, seen(edges, 31)).get(0);
        RuleFinding untimed = review(rule, edges).get(0);

        assertThat(young.kind()).isEqualTo(Kind.UNUSED);
        assertThat(young.removable()).isFalse();
        assertThat(young.sentence())
                .endsWith("; keep it until 1970-02-02: the flows span 3 days, and what runs every 31 days may need it");
        assertThat(old.removable()).isTrue();
        assertThat(old.sentence()).endsWith("; the flows span 31 days, so it can go");
        assertThat(untimed.removable()).isFalse();
    }

    @Test
    void narrowingTakesOutWhatCanGoAndNothingElse() {
        String rules = """
                ingress:
                - {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}
                - {from: [{podSelector: {matchLabels: {app: cache}}}], ports: [{port: 5432}]}
                """;
        List<ObservedEdge> edges = TestingEdges.parse("shop/web[Deployment] => shop/db[Deployment] : TCP 80");
        PolicySet live = policies(rules);

        assertThat(Drift.of(SNAPSHOT, live, seen(edges, 40)).narrowed(live))
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.spec().ingress())
                            .containsExactly(
                                    live.policies().get(0).spec().ingress().get(0));
                    assertThat(policy.spec().policyTypes()).containsExactly(Direction.INGRESS);
                });
        assertThat(Drift.of(SNAPSHOT, live, seen(edges, 8)).narrowed(live)).isEmpty();
        assertThat(Drift.of(SNAPSHOT, live, seen(edges, 8), Duration.ofDays(7)).narrowed(live))
                .hasSize(1);
    }

    /** From the first day of the epoch on. */
    private static List<ObservedEdge> seen(List<ObservedEdge> edges, int days) {
        return edges.stream()
                .map(edge -> {
                    ObservedEdge.Builder timed = edge.toBuilder();
                    timed.getEvidenceBuilder()
                            .setFirstNs(1)
                            .setLastNs(1 + Duration.ofDays(days).toNanos());
                    return timed.build();
                })
                .toList();
    }

    private static List<Integer> kinds(List<RuleFinding> findings, Kind kind) {
        return findings.stream()
                .filter(it -> it.kind() == kind)
                .map(it -> it.rule().rule().getAsInt())
                .toList();
    }

    private static String broad(String rule, String edge) {
        return findings("ingress: [" + rule + "]", edge).stream()
                .filter(it -> it.kind() == Kind.BROAD)
                .map(RuleFinding::sentence)
                .reduce("", String::concat);
    }

    private static List<RuleFinding> findings(String rules, String edges) {
        return review(rules, TestingEdges.parse(edges));
    }

    private static List<RuleFinding> review(String rules, List<ObservedEdge> edges) {
        return Coverage.of(SNAPSHOT, policies(rules), edges).rules();
    }

    private static PolicySet policies(String rules) {
        String text = """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: db, namespace: shop}
                spec:
                  podSelector: {matchLabels: {app: db}}
                  policyTypes: [Ingress]
                """ + rules.indent(2);
        return PolicyParser.parse(text).orElseThrow();
    }

    private static OwnedPod pod(String name, int number) {
        IpAddress address = new IpAddress(AddressFamily.IPV4, 0, 0x0A000000L + number);
        Pod pod = new Pod("shop", name + "-0", Map.of("app", name), address);
        return new OwnedPod(pod, new Workload("shop", "Deployment", name), List.of());
    }
}
