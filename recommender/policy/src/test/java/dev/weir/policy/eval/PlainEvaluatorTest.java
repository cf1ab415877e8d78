package dev.weir.policy.eval;

import static dev.weir.policy.model.Direction.EGRESS;
import static dev.weir.policy.model.Direction.INGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.policy.model.Cidr;
import dev.weir.policy.model.Cluster;
import dev.weir.policy.model.Direction;
import dev.weir.policy.model.IpAddress;
import dev.weir.policy.model.LabelSelector;
import dev.weir.policy.model.NamedPort;
import dev.weir.policy.model.Namespace;
import dev.weir.policy.model.NetworkPolicy;
import dev.weir.policy.model.Node;
import dev.weir.policy.model.Peer;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.PolicyPort;
import dev.weir.policy.model.Ports;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.model.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlainEvaluatorTest {

    private static final LabelSelector WEB = LabelSelector.of("app", "web");
    private static final LabelSelector DB = LabelSelector.of("app", "db");
    private static final Rule OPEN = new Rule(List.of(), List.of());

    private static final Cluster CLUSTER = new Cluster(
            List.of(new Namespace("shop", Map.of("team", "a")), new Namespace("ops", Map.of("team", "b"))),
            List.of(
                    pod("shop", "web", "10.0.1.1", new NamedPort("http", Protocol.TCP, 8080)),
                    pod("shop", "db", "10.0.1.2", new NamedPort("http", Protocol.UDP, 9090)),
                    pod("ops", "web", "10.0.2.1"),
                    new Pod(
                            "ops",
                            "agent",
                            Map.of("app", "web"),
                            List.of(IpAddress.of("172.18.0.2")),
                            List.of(),
                            true,
                            Optional.of("n1"),
                            false)),
            List.of(
                    new Node("n1", Map.of(), List.of(IpAddress.of("172.18.0.2"))),
                    new Node("n2", Map.of(), List.of(IpAddress.of("172.18.0.3")))));

    @Test
    void withoutPoliciesEverythingPasses() {
        Verdict verdict = new PlainEvaluator(CLUSTER, List.of()).verdict(tcp("shop/web", "shop/db", 5432));

        assertThat(verdict.allowed()).isTrue();
        assertThat(verdict.egress().reason()).isEqualTo(Reason.NOT_ISOLATED);
        assertThat(verdict.ingress().reason()).isEqualTo(Reason.NOT_ISOLATED);
    }

    @Test
    void isolatedPodNamesThePoliciesThatIsolateIt() {
        PlainEvaluator evaluator =
                evaluator(policy("deny", DB, INGRESS), policy("only-web", DB, INGRESS, from(Peer.pods(WEB))));

        Verdict verdict = evaluator.verdict(tcp("ops/web", "shop/db", 5432));

        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.egress().allowed()).isTrue();
        assertThat(verdict.ingress().reason()).isEqualTo(Reason.NO_RULE_ALLOWS);
        assertThat(verdict.ingress().decidedBy())
                .extracting(RuleRef::toString)
                .containsExactly("NetworkPolicy shop/deny spec.ingress", "NetworkPolicy shop/only-web spec.ingress");
    }

    @Test
    void allowedConnectionNamesEveryRuleThatAllowsIt() {
        PlainEvaluator evaluator = evaluator(
                policy("a", DB, INGRESS, from(Peer.pods(DB)), from(Peer.pods(WEB))), policy("b", DB, INGRESS, OPEN));

        assertThat(evaluator.verdict(tcp("shop/web", "shop/db", 5432)).ingress().decidedBy())
                .extracting(RuleRef::toString)
                .containsExactly("NetworkPolicy shop/a spec.ingress[1]", "NetworkPolicy shop/b spec.ingress[0]");
    }

    @Test
    void bothEndsMustAllow() {
        PlainEvaluator evaluator =
                evaluator(policy("in", DB, INGRESS, from(Peer.pods(WEB))), policy("out", WEB, EGRESS));

        Verdict verdict = evaluator.verdict(tcp("shop/web", "shop/db", 5432));

        assertThat(verdict.ingress().allowed()).isTrue();
        assertThat(verdict.egress().allowed()).isFalse();
        assertThat(verdict.allowed()).isFalse();
    }

    @Test
    void podSelectorAloneMeansTheNamespaceOfThePolicy() {
        PlainEvaluator evaluator = evaluator(policy("in", DB, INGRESS, from(Peer.pods(WEB))));

        assertThat(evaluator.allows(tcp("shop/web", "shop/db", 5432))).isTrue();
        assertThat(evaluator.allows(tcp("ops/web", "shop/db", 5432))).isFalse();
    }

    @Test
    void selectorsInOneItemAreAndedAndItemsAreOred() {
        Peer both = Peer.podsIn(LabelSelector.of("team", "b"), DB);
        PlainEvaluator and = evaluator(policy("in", DB, INGRESS, from(both)));
        PlainEvaluator or = evaluator(
                policy("in", DB, INGRESS, from(Peer.namespaces(LabelSelector.of("team", "b")), Peer.pods(DB))));

        assertThat(and.allows(tcp("ops/web", "shop/db", 5432))).isFalse();
        assertThat(or.allows(tcp("ops/web", "shop/db", 5432))).isTrue();
    }

    @Test
    void everyNamespaceCanBeSelectedByItsName() {
        Peer ops = Peer.namespaces(LabelSelector.of("kubernetes.io/metadata.name", "ops"));

        assertThat(evaluator(policy("in", DB, INGRESS, from(ops))).allows(tcp("ops/web", "shop/db", 1)))
                .isTrue();
    }

    @Test
    void allNamespacesAreNotAllAddresses() {
        PlainEvaluator evaluator =
                evaluator(policy("in", DB, INGRESS, from(Peer.namespaces(LabelSelector.everything()))));

        assertThat(evaluator.allows(tcp("ip:8.8.8.8", "shop/db", 5432))).isFalse();
        assertThat(evaluator(policy("in", DB, INGRESS, OPEN)).allows(tcp("ip:8.8.8.8", "shop/db", 5432)))
                .isTrue();
    }

    @Test
    void exceptNarrowsOnlyItsOwnBlock() {
        Peer holed = Peer.block(Cidr.of("10.0.0.0/8"), Cidr.of("10.0.1.0/24"));
        Peer single = Peer.block(Cidr.of("10.0.1.1/32"));

        assertThat(evaluator(policy("in", DB, INGRESS, from(holed))).allows(tcp("shop/web", "shop/db", 1)))
                .isFalse();
        assertThat(evaluator(policy("in", DB, INGRESS, from(holed, single))).allows(tcp("shop/web", "shop/db", 1)))
                .isTrue();
    }

    @Test
    void namedPortIsLookedUpOnTheDestinationWithTheProtocol() {
        Rule http = new Rule(List.of(), List.of(new PolicyPort(Protocol.TCP, Ports.named("http"))));

        PlainEvaluator egress = evaluator(policy("out", LabelSelector.everything(), EGRESS, http));

        assertThat(egress.allows(tcp("shop/db", "shop/web", 8080))).isTrue();
        assertThat(egress.allows(tcp("shop/web", "shop/db", 9090))).isFalse();
        assertThat(egress.allows(tcp("shop/db", "ip:8.8.8.8", 8080))).isFalse();
    }

    @Test
    void endPortIsInclusive() {
        Rule range = new Rule(List.of(), List.of(new PolicyPort(Protocol.TCP, Ports.range(80, 82))));
        PlainEvaluator evaluator = evaluator(policy("in", DB, INGRESS, range));

        assertThat(evaluator.allows(tcp("shop/web", "shop/db", 79))).isFalse();
        assertThat(evaluator.allows(tcp("shop/web", "shop/db", 80))).isTrue();
        assertThat(evaluator.allows(tcp("shop/web", "shop/db", 82))).isTrue();
        assertThat(evaluator.allows(tcp("shop/web", "shop/db", 83))).isFalse();
    }

    @Test
    void ruleForOneProtocolIsolatesTheOthers() {
        Rule sctp = new Rule(List.of(), List.of(new PolicyPort(Protocol.SCTP, Ports.all())));

        assertThat(evaluator(policy("in", DB, INGRESS, sctp)).allows(tcp("shop/web", "shop/db", 1)))
                .isFalse();
    }

    @Test
    void podAlwaysReachesItself() {
        PlainEvaluator evaluator = evaluator(policy("deny", DB, INGRESS), policy("deny-out", DB, EGRESS));

        assertThat(evaluator.verdict(tcp("shop/db", "shop/db", 1)).ingress().reason())
                .isEqualTo(Reason.OWN_TRAFFIC);
        assertThat(evaluator.allows(tcp("shop/db", "ip:10.0.1.2", 1))).isTrue();
    }

    @Test
    void residentNodeAlwaysReachesThePodAndOtherNodesDoNot() {
        PlainEvaluator evaluator = evaluator(policy("deny", DB, INGRESS));

        assertThat(evaluator.verdict(tcp("node:n1", "shop/db", 1)).ingress().reason())
                .isEqualTo(Reason.RESIDENT_NODE);
        assertThat(evaluator.allows(tcp("ip:172.18.0.2", "shop/db", 1))).isTrue();
        assertThat(evaluator.allows(tcp("node:n2", "shop/db", 1))).isFalse();
    }

    @Test
    void hostNetworkPodIsItsNodeAndCannotBeSelected() {
        PlainEvaluator evaluator = new PlainEvaluator(
                CLUSTER,
                List.of(
                        new NetworkPolicy("ops", "deny", spec(LabelSelector.everything(), INGRESS)),
                        policy("in", WEB, INGRESS, from(Peer.namespaces(LabelSelector.everything())))));

        assertThat(evaluator
                        .verdict(tcp("ip:8.8.8.8", "ops/agent", 1))
                        .ingress()
                        .reason())
                .isEqualTo(Reason.NOT_A_POD);
        assertThat(evaluator.verdict(tcp("ops/agent", "shop/web", 1)).ingress().reason())
                .isEqualTo(Reason.RESIDENT_NODE);
    }

    @Test
    void addressOfARunningPodIsThatPod() {
        PlainEvaluator evaluator = evaluator(policy("in", DB, INGRESS, from(Peer.pods(WEB))));

        assertThat(evaluator.allows(tcp("ip:10.0.1.1", "shop/db", 1))).isTrue();
    }

    @Test
    void completedPodNoLongerOwnsItsAddress() {
        Pod done = new Pod(
                "shop",
                "job",
                Map.of("app", "web"),
                List.of(IpAddress.of("10.0.1.9")),
                List.of(),
                false,
                Optional.empty(),
                true);
        PlainEvaluator evaluator =
                new PlainEvaluator(CLUSTER.with(done), List.of(policy("in", DB, INGRESS, from(Peer.pods(WEB)))));

        assertThat(evaluator.allows(tcp("ip:10.0.1.9", "shop/db", 1))).isFalse();
        assertThat(evaluator.allows(tcp("shop/job", "shop/db", 1))).isTrue();
    }

    @Test
    void addressThatTwoRunningPodsClaimIsDenied() {
        PlainEvaluator evaluator = new PlainEvaluator(CLUSTER.with(pod("shop", "twin", "10.0.1.1")), List.of());

        assertThat(evaluator.verdict(tcp("ip:10.0.1.1", "shop/db", 1)).egress().reason())
                .isEqualTo(Reason.AMBIGUOUS_ADDRESS);
    }

    @Test
    void dualStackPairMustPassWithBothFamilies() {
        Pod a = dualStack("a", "10.0.3.1", "fd00::1");
        Pod b = dualStack("b", "10.0.3.2", "fd00::2");
        Cluster cluster = CLUSTER.with(a).with(b);
        LabelSelector onlyB = LabelSelector.of("app", "b");
        Rule v4 = from(Peer.block(Cidr.of("10.0.0.0/8")));
        Rule both = from(Peer.block(Cidr.of("10.0.0.0/8")), Peer.block(Cidr.of("fd00::/16")));

        assertThat(new PlainEvaluator(cluster, List.of(policy("in", onlyB, INGRESS, v4)))
                        .allows(tcp("shop/a", "shop/b", 1)))
                .isFalse();
        assertThat(new PlainEvaluator(cluster, List.of(policy("in", onlyB, INGRESS, both)))
                        .allows(tcp("shop/a", "shop/b", 1)))
                .isTrue();
    }

    @Test
    void twoVersionsOfOnePolicyAreRefused() {
        List<NetworkPolicy> versions = List.of(policy("in", DB, INGRESS), policy("in", DB, INGRESS, OPEN));

        assertThatThrownBy(() -> new PlainEvaluator(CLUSTER, versions))
                .hasMessageContaining("\"shop/in\" is there twice");
        assertThatThrownBy(() -> new FastEvaluator(CLUSTER, versions))
                .hasMessageContaining("\"shop/in\" is there twice");
    }

    @Test
    void strangerIsRefusedWithItsName() {
        assertThatThrownBy(() -> evaluator().allows(tcp("shop/nobody", "shop/db", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shop/nobody");
    }

    private static PlainEvaluator evaluator(NetworkPolicy... policies) {
        return new PlainEvaluator(CLUSTER, List.of(policies));
    }

    private static NetworkPolicy policy(String name, LabelSelector subject, Direction direction, Rule... rules) {
        return new NetworkPolicy("shop", name, spec(subject, direction, rules));
    }

    private static NetworkPolicy.Spec spec(LabelSelector subject, Direction direction, Rule... rules) {
        List<Rule> none = List.of();
        return direction == INGRESS
                ? new NetworkPolicy.Spec(subject, Set.of(INGRESS), List.of(rules), none)
                : new NetworkPolicy.Spec(subject, Set.of(EGRESS), none, List.of(rules));
    }

    private static Rule from(Peer... peers) {
        return new Rule(List.of(peers), List.of());
    }

    private static Pod pod(String namespace, String app, String address, NamedPort... ports) {
        return new Pod(
                namespace,
                app,
                Map.of("app", app),
                List.of(IpAddress.of(address)),
                List.of(ports),
                false,
                Optional.of("n1"),
                false);
    }

    private static Pod dualStack(String app, String v4, String v6) {
        return new Pod(
                "shop",
                app,
                Map.of("app", app),
                List.of(IpAddress.of(v4), IpAddress.of(v6)),
                List.of(),
                false,
                Optional.empty(),
                false);
    }

    private static Probe tcp(String from, String to, int port) {
        return new Probe(Party.parse(from), Party.parse(to), port, Protocol.TCP);
    }
}
