package dev.weir.policy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.model.Protocol;
import dev.weir.policy.recommend.Options;
import dev.weir.policy.recommend.RandomWorld;
import dev.weir.policy.recommend.Recommender;
import dev.weir.policy.recommend.TestingFlows;
import dev.weir.v1.Entity;
import dev.weir.v1.ExistingPolicy;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Pod;
import dev.weir.v1.Recommendation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Clusters in which policies were made from other edges than those replayed, so that many are denied. */
final class ReplayPropertyTest {

    private static final Entity ON_HOST = TestingFlows.workload("red", "DaemonSet", "on-host");

    private static final List<String> CLUSTER_PEERS = List.of(
            "{namespaces: {matchLabels: {team: blue}}}",
            "{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: x}}}}",
            "{networks: [192.168.0.0/16]}",
            "{nodes: {}}");

    @Property(tries = 400)
    void theReportIsThatOfThePlainReplay(@ForAll Random random) {
        Case world = Case.of(random);

        ReplayReport report = Replay.run(world.landscape(), world.edges(), world.proposed());

        assertThat(report).isEqualTo(PlainReplay.run(world.landscape(), world.edges(), world.proposed()));
    }

    @Example
    void edgesAreNeitherAllAdmittedNorAllDenied() {
        Random random = new Random(1);
        long edges = 0;
        long admitted = 0;
        for (int i = 0; i < 300; i++) {
            Case world = Case.of(random);
            ReplayReport report = Replay.run(world.landscape(), world.edges(), world.proposed());
            edges += report.edges();
            admitted += report.admitted();
        }
        assertThat(admitted).isBetween(edges / 4, edges * 3 / 4);
    }

    private record Case(Landscape landscape, List<ObservedEdge> edges, List<Recommendation> proposed) {

        static Case of(Random random) {
            RandomWorld world = RandomWorld.of(random);
            List<InventoryEvent> inventory = new ArrayList<>(world.inventory());
            List<ObservedEdge> edges = new ArrayList<>(world.edges());
            if (random.nextBoolean()) {
                addHostNetwork(world, inventory, edges, random);
            }
            Landscape landscape = Landscape.of(inventory);
            List<Recommendation> proposed = new ArrayList<>();
            for (Entity subject : world.subjects()) {
                Recommendation made = recommend(subject, edges, landscape, random);
                if (random.nextInt(4) == 0) {
                    String name = made.getPolicyName() + (random.nextBoolean() ? "" : "-old");
                    inventory.add(standing(subject, name, made.getYaml().replace(made.getPolicyName(), name)));
                } else if (random.nextInt(5) > 0) {
                    proposed.add(made);
                }
            }
            if (random.nextInt(3) == 0) {
                inventory.add(clusterWide(random));
            }
            return new Case(Landscape.of(inventory), edges, proposed);
        }

        /** From some of the edges only. */
        private static Recommendation recommend(
                Entity subject, List<ObservedEdge> edges, Landscape landscape, Random random) {
            List<ObservedEdge> some = new ArrayList<>();
            for (ObservedEdge edge : edges) {
                boolean own = edge.getKey().getClient().equals(subject)
                        || edge.getKey().getServer().equals(subject);
                if (own && random.nextInt(3) > 0) {
                    some.add(edge);
                }
            }
            return Recommender.recommend(subject, some, landscape, Options.defaults());
        }

        private static void addHostNetwork(
                RandomWorld world, List<InventoryEvent> inventory, List<ObservedEdge> edges, Random random) {
            inventory.add(TestingFlows.pod(
                    ON_HOST,
                    "on-host-1",
                    Pod.newBuilder()
                            .putAllLabels(Map.of("app", "x"))
                            .addIps(TestingFlows.bytes("192.168.0.1"))
                            .setHostIp(TestingFlows.bytes("192.168.0.1"))
                            .setHostNetwork(true)
                            .setNodeName("node-1")));
            Entity other = world.subjects().get(0);
            edges.add(TestingFlows.edge(ON_HOST, other, Protocol.TCP, 80));
            edges.add(TestingFlows.edge(other, ON_HOST, Protocol.TCP, 80));
            Collections.shuffle(edges, random);
        }

        private static InventoryEvent standing(Entity subject, String name, String yaml) {
            return TestingFlows.event("NetworkPolicy", subject.getNamespace(), name)
                    .setPolicy(ExistingPolicy.newBuilder().setJson(yaml))
                    .build();
        }

        private static InventoryEvent clusterWide(Random random) {
            boolean ingress = random.nextBoolean();
            String peer = CLUSTER_PEERS.get(random.nextInt(ingress ? 2 : CLUSTER_PEERS.size()));
            String json =
                    "{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: c},"
                            + " spec: {tier: " + (random.nextBoolean() ? "Admin" : "Baseline") + ", priority: 1,"
                            + " subject: {namespaces: {}}, " + (ingress ? "ingress" : "egress") + ": [{action: "
                            + List.of("Accept", "Deny", "Pass").get(random.nextInt(3)) + ", "
                            + (ingress ? "from" : "to") + ": [" + peer + "]}]}}";
            return TestingFlows.event("ClusterNetworkPolicy", "", "c")
                    .setPolicy(ExistingPolicy.newBuilder().setJson(json))
                    .build();
        }
    }
}
