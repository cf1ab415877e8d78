package dev.weir.policy.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.landscape.Landscape;
import dev.weir.policy.law.Law;
import dev.weir.policy.law.Seeds;
import dev.weir.policy.parse.PolicyParser;
import dev.weir.policy.replay.PlainReplay;
import dev.weir.policy.replay.ReplayReport;
import dev.weir.v1.Entity;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Recommendation;
import dev.weir.v1.RecommendationStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;

final class RecommenderLawsTest {

    @Law
    void anyOrderAndRepetitionOfTheSameGivesTheSameBytes(@ForAll(supplier = Seeds.class) long seed) {
        Random random = new Random(seed);
        RandomWorld world = RandomWorld.of(random);
        List<ObservedEdge> edges = new ArrayList<>(world.edges());
        edges.addAll(world.edges());
        Collections.shuffle(edges, random);
        List<InventoryEvent> inventory = new ArrayList<>(world.inventory());
        Collections.shuffle(inventory, random);
        RandomWorld shuffled = new RandomWorld(inventory, edges, world.subjects());

        assertThat(recommendAll(shuffled)).isEqualTo(recommendAll(world));
    }

    @Law
    void evidenceInPartsGivesTheBytesOfTheWhole(@ForAll(supplier = Seeds.class) long seed) {
        Random random = new Random(seed);
        RandomWorld world = RandomWorld.of(random);
        List<ObservedEdge> parts = new ArrayList<>();
        for (ObservedEdge edge : Parts.distinct(world.edges())) {
            parts.addAll(Parts.of(edge, random));
        }
        Collections.shuffle(parts, random);

        RandomWorld whole = new RandomWorld(world.inventory(), Parts.distinct(world.edges()), world.subjects());
        RandomWorld split = new RandomWorld(world.inventory(), parts, world.subjects());
        assertThat(recommendAll(split)).isEqualTo(recommendAll(whole));
    }

    @Law
    void everyAcceptedEdgeIsAdmittedAtBothEnds(@ForAll(supplier = Seeds.class) long seed) {
        Random random = new Random(seed);
        RandomWorld world = RandomWorld.of(random);
        List<Recommendation> all = recommendAll(world);

        ReplayReport report = PlainReplay.run(world.landscape(), world.edges(), all);

        assertThat(all).allMatch(it -> it.getStatus() == RecommendationStatus.READY);
        assertThat(report.denied()).isEmpty();
        assertThat(report.admitted()).isEqualTo(report.edges());
    }

    @Law
    void nothingBeyondTheCountedSurplusIsReachable(@ForAll(supplier = Seeds.class) long seed) {
        Random random = new Random(seed);
        RandomWorld world = RandomWorld.of(random);
        Landscape landscape = world.landscape();
        Entity subject = world.subjects().get(random.nextInt(world.subjects().size()));
        List<ObservedEdge> edges = world.edgesOf(subject);

        Recommendation result = Recommender.recommend(subject, edges, landscape, Options.defaults());

        BruteForce counted = BruteForce.of(
                subject,
                edges,
                landscape,
                PolicyParser.parse(result.getYaml()).orElseThrow().policies().get(0));
        assertThat(result.getSurplus().getIngressTriples()).isEqualTo(counted.ingress());
        assertThat(result.getSurplus().getEgressTriples()).isEqualTo(counted.egress());
        assertThat(result.getSurplus().getExplainedCount() == 0).isEqualTo(counted.ingress() + counted.egress() == 0);
    }

    private static List<Recommendation> recommendAll(RandomWorld world) {
        Landscape landscape = world.landscape();
        return world.subjects().stream()
                .map(subject -> Recommender.recommend(subject, world.edgesOf(subject), landscape, Options.defaults()))
                .toList();
    }
}
