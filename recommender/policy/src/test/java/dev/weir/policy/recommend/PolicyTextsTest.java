package dev.weir.policy.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.replay.Replay;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import dev.weir.v1.RecommendationStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyTextsTest {

    private static final Entity WEB = TestingFlows.workload("shop", "Deployment", "web");
    private static final List<InventoryEvent> INVENTORY = List.of(
            TestingFlows.namespace("shop", Map.of()),
            TestingFlows.controller(WEB, Map.of("app", "web"), Map.of("app", "web")));

    @Test
    void aPolicyOfManyPeersIsCutIntoDocumentsThatCanBeReviewedAndAllowAllOfIt() {
        List<ObservedEdge> edges = new ArrayList<>(to(443, 300));
        edges.addAll(to(80, 40));
        edges.add(TestingFlows.edge(TestingFlows.external("192.0.2.1"), WEB, Protocol.TCP, 8080));

        Recommendation made = recommend(edges, Options.defaults());
        List<String> documents = documents(made);
        List<NetworkPolicy> policies = policies(made.getYaml());

        assertThat(documents).hasSize(3).allMatch(text -> text.lines().count() <= 400);
        assertThat(documents.get(0).lines().count()).isGreaterThan(390);
        assertThat(documents.get(0)).contains("# Part 1 of 3 of what Deployment web may do: they add up");
        assertThat(documents.get(1))
                .startsWith("# Part 2 of 3 of what Deployment web may do")
                .contains("# What is allowed in this direction is in other parts.\n  ingress: []");
        assertThat(documents.get(2)).doesNotContain("was accepted: all are closed");
        assertThat(policies).extracting(NetworkPolicy::name).doesNotHaveDuplicates();
        assertThat(policies).extracting(NetworkPolicy::name).element(0).isEqualTo("weir-web");
        assertThat(policies.get(1).name()).matches("weir-web-part2-[0-9a-f]{8}");
        assertThat(policies)
                .allMatch(policy -> policy.spec().policyTypes().equals(Set.of(Direction.values()))
                        && policy.spec().podSelector().matches(Map.of("app", "web")));
        assertThat(made.getWarningsList())
                .anyMatch(it -> it.startsWith("This policy is cut into 3 that add up, none longer than 400 lines;"));
        assertThat(Replay.run(Landscape.of(INVENTORY), edges, List.of(made)).admitted())
                .isEqualTo(341);
        assertThat(peers(policies)).hasSize(341);
    }

    @Test
    void evidenceIsCountedOverTheRulesOfAllDocuments() {
        List<ObservedEdge> edges = to(443, 300);

        Recommendation made = recommend(edges, Options.defaults());
        List<Rule> rules = policies(made.getYaml()).stream()
                .flatMap(policy -> policy.spec().egress().stream())
                .toList();

        assertThat(made.getRulesCount()).isEqualTo(rules.size()).isGreaterThan(1);
        for (int i = 0; i < rules.size(); i++) {
            assertThat(made.getRules(i).getRule()).isEqualTo(i);
            assertThat(made.getRules(i).getEdgesCount())
                    .isEqualTo(rules.get(i).peers().size());
        }
    }

    @Test
    void blocksOfSeveralAddressesStayWholeWhenAPolicyIsCut() {
        List<ObservedEdge> edges = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            for (int last : List.of(1, 2, 3)) {
                edges.add(TestingFlows.edge(WEB, TestingFlows.external("198.51." + i + "." + last), Protocol.TCP, 443));
            }
        }

        Recommendation made = recommend(edges, Options.defaults().withExternalSurplus(250));

        assertThat(documents(made))
                .hasSizeGreaterThan(1)
                .allMatch(text -> text.lines().count() <= 400);
        assertThat(peers(policies(made.getYaml()))).hasSize(250);
        assertThat(made.getRulesList().stream()
                        .mapToInt(rule -> rule.getEdgesCount())
                        .sum())
                .isEqualTo(750);
    }

    @Test
    void tooManySentencesAboveAPolicyAreCountedAndStayInTheRecommendation() {
        List<ObservedEdge> edges = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            edges.add(TestingFlows.edge(WEB, TestingFlows.external("198.51." + i + ".1"), Protocol.TCP, 443));
            edges.add(TestingFlows.edge(WEB, TestingFlows.external("198.51." + i + ".2"), Protocol.TCP, 443));
        }

        Recommendation made = recommend(edges, Options.defaults().withExternalSurplus(120));

        assertThat(made.getSurplus().getExplainedCount()).isEqualTo(60);
        assertThat(documents(made).get(0))
                .contains("# Note: 20 more such sentences are in the recommendation, as JSON.");
        assertThat(documents(made).get(0).lines().filter(line -> line.startsWith("# Also allowed:")))
                .hasSize(40);
    }

    @Test
    void fourHundredLinesAreNotTooMany() {
        int longest = 0;
        for (int addresses = 110; addresses < 135; addresses++) {
            for (int ports = 0; ports < 3; ports++) {
                List<ObservedEdge> edges = new ArrayList<>(to(443, addresses));
                edges.addAll(to(80, ports));
                List<String> documents = documents(recommend(edges, Options.defaults()));
                if (documents.size() == 1) {
                    longest = Math.max(longest, (int) documents.get(0).lines().count());
                }
            }
        }

        assertThat(longest).isEqualTo(400);
    }

    @Test
    void fortySentencesAreNotTooMany() {
        List<ObservedEdge> edges = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            edges.add(TestingFlows.edge(WEB, TestingFlows.external("198.51." + i + ".1"), Protocol.TCP, 443));
            edges.add(TestingFlows.edge(WEB, TestingFlows.external("198.51." + i + ".2"), Protocol.TCP, 443));
        }

        assertThat(recommend(edges, Options.defaults().withExternalSurplus(80)).getYaml())
                .doesNotContain("more such sentences");
    }

    @Test
    void defaultDenyApartClosesWhatTheOtherPolicyLeavesOpen() {
        List<ObservedEdge> edges = to(443, 1);

        Recommendation together = recommend(edges, Options.defaults());
        Recommendation apart = recommend(edges, Options.defaults().withDefaultDenyApart());
        NetworkPolicy allow = policies(apart.getYaml()).get(0);
        NetworkPolicy deny = policies(apart.getDefaultDenyYaml()).get(0);

        assertThat(together.getDefaultDenyYaml()).isEmpty();
        assertThat(allow.spec().policyTypes()).containsExactly(Direction.EGRESS);
        assertThat(apart.getYaml()).doesNotContain("ingress");
        assertThat(deny.name()).matches("weir-web-default-deny-[0-9a-f]{8}");
        assertThat(deny.labels()).isEqualTo(allow.labels());
        assertThat(deny.annotations()).isEqualTo(Map.of("weir.dev/subject", "Deployment/web"));
        assertThat(deny.spec())
                .isEqualTo(new NetworkPolicy.Spec(
                        allow.spec().podSelector(), Set.of(Direction.values()), List.of(), List.of()));
        assertThat(apart.getDefaultDenyYaml())
                .startsWith(
                        "# Weir: closes for Deployment web what its other policies do not allow. Apply it after them,");
        assertThat(policies(together.getYaml()).get(0).spec().egress())
                .isEqualTo(allow.spec().egress());
        assertThat(apart.getReplay()).isEqualTo(together.getReplay());
        assertThat(apart.getSurplus()).isEqualTo(together.getSurplus());
    }

    @Test
    void aWorkloadWithoutTrafficIsClosedByDefaultDenyAlone() {
        Recommendation together = recommend(List.of(), Options.defaults());
        Recommendation apart = recommend(List.of(), Options.defaults().withDefaultDenyApart());

        assertThat(policies(together.getYaml()).get(0).spec().policyTypes())
                .containsExactlyInAnyOrder(Direction.values());
        assertThat(apart.getStatus()).isEqualTo(RecommendationStatus.READY);
        assertThat(apart.getYaml()).isEmpty();
        assertThat(policies(apart.getDefaultDenyYaml())).hasSize(1);
    }

    private static Recommendation recommend(List<ObservedEdge> edges, Options options) {
        return Recommender.recommend(WEB, edges, Landscape.of(INVENTORY), options);
    }

    private static List<ObservedEdge> to(int port, int addresses) {
        List<ObservedEdge> edges = new ArrayList<>();
        for (int i = 0; i < addresses; i++) {
            String address = "198.51." + (port % 100) + "." + i;
            edges.add(TestingFlows.edge(
                    WEB, TestingFlows.external(i < 256 ? address : "203.0.113." + (i - 256)), Protocol.TCP, port));
        }
        return edges;
    }

    private static List<String> documents(Recommendation made) {
        return List.of(made.getYaml().split("(?m)^---\n"));
    }

    private static List<NetworkPolicy> policies(String yaml) {
        return PolicyParser.parse(yaml).orElseThrow().policies();
    }

    private static Set<Object> peers(List<NetworkPolicy> policies) {
        Set<Object> peers = new HashSet<>();
        for (NetworkPolicy policy : policies) {
            policy.spec().ingress().forEach(rule -> rule.peers()
                    .forEach(peer -> peers.add(List.of(peer, rule.ports()))));
            policy.spec().egress().forEach(rule -> rule.peers()
                    .forEach(peer -> peers.add(List.of(peer, rule.ports()))));
        }
        return peers;
    }
}
