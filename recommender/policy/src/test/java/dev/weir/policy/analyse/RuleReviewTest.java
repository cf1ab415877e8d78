package dev.weir.policy.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.analyse.RuleFinding.Kind;
import dev.weir.policy.model.AddressFamily;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.OwnedPod;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Snapshot;
import dev.weir.policy.model.Workload;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.parse.PolicySet;
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

    private static String broad(String rule, String edge) {
        return findings("ingress: [" + rule + "]", edge).stream()
                .filter(it -> it.kind() == Kind.BROAD)
                .map(RuleFinding::sentence)
                .reduce("", String::concat);
    }

    private static List<RuleFinding> findings(String rules, String edges) {
        String text = """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: db, namespace: shop}
                spec:
                  podSelector: {matchLabels: {app: db}}
                  policyTypes: [Ingress]
                """ + rules.indent(2);
        PolicySet policies = PolicyParser.parse(text).orElseThrow();
        return Coverage.of(SNAPSHOT, policies, TestingEdges.parse(edges)).rules();
    }

    private static OwnedPod pod(String name, int number) {
        IpAddress address = new IpAddress(AddressFamily.IPV4, 0, 0x0A000000L + number);
        Pod pod = new Pod("shop", name + "-0", Map.of("app", name), address);
        return new OwnedPod(pod, new Workload("shop", "Deployment", name), List.of());
    }
}
