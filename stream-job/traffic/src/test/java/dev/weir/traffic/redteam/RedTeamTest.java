package dev.weir.traffic.redteam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.traffic.edge.ClientReview;
import dev.weir.v1.ObservedEdge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Attack edges accepted, legitimate edges held: on a clean cluster, for attacks from within one of its workloads. */
class RedTeamTest {
    /** The day after which a baseline was locked, where one is: before the attacks, except that (c) begins on it. */
    private static final Instant LOCK = Instant.ofEpochSecond(0, TestingTraffic.startOf(7));

    private static final Set<Attack> STOPPED_WITHOUT_LOCK =
            EnumSet.complementOf(EnumSet.of(Attack.NEW_EDGE_EVERY_SECOND_DAY, Attack.PATIENT));

    @Property(tries = 10)
    void strictSettingsAcceptNoEdgeOfTheseAttacks(@ForAll @LongRange(min = 0) long seed) {
        for (Attack attack : STOPPED_WITHOUT_LOCK) {
            TradeOff result = TradeOff.of(attack, AdmissionSettings.strict(), seed);

            assertThat(result.accepted()).as(attack.title).isZero();
        }
    }

    @Property(tries = 10)
    void edgesThatBeginAfterTheLockAreAllHeld(@ForAll @LongRange(min = 0) long seed) {
        AdmissionSettings locked = AdmissionSettings.strict().lockedAt(LOCK, 0);
        AdmissionSettings open = AdmissionSettings.strict();

        long before = TradeOff.of(Attack.NEW_EDGE_EVERY_SECOND_DAY, open, seed).accepted();
        long after = TradeOff.of(Attack.NEW_EDGE_EVERY_SECOND_DAY, locked, seed).accepted();

        // It begins on days 2, 4, 6 and then on 8, 10 and 12; of the latter, the last has only two days.
        assertThat(before).isEqualTo(5);
        assertThat(after).isEqualTo(3);
    }

    @Property(tries = 10)
    void noEdgeIsDroppedWhateverIsHeld(@ForAll @LongRange(min = 0) long seed) {
        TradeOff result = TradeOff.of(Attack.SHORT_LIVED_PODS, AdmissionSettings.strict(), seed);

        assertThat(result.left()).isEqualTo(result.legitimate() + result.attacks());
    }

    @Property(tries = 10)
    void orderOfTheEdgesOfAClientDoesNotMatter(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        TestingTraffic traffic = new TestingTraffic();
        new CleanCluster(random).pourInto(traffic);
        Attack.NEW_EDGE_EVERY_SECOND_DAY.run(traffic, random);
        AdmissionSettings locked = AdmissionSettings.strict().lockedAt(LOCK, 1);
        List<ObservedEdge> edges = new ArrayList<>(traffic.judged(AdmissionSettings.defaults()).stream()
                .filter(edge -> edge.getKey().getClient().getName().equals("w1"))
                .toList());

        List<ObservedEdge> one = ClientReview.review(edges, locked);
        Collections.shuffle(edges, random);
        List<ObservedEdge> other = ClientReview.review(edges, locked);

        assertThat(other).containsExactlyInAnyOrderElementsOf(one);
    }

    @Test
    void legitimateEdgesHeldAreAtMostFiveInAHundredOverManyClusters() {
        long held = 0;
        long legitimate = 0;
        for (long seed = 0; seed < 20; seed++) {
            TradeOff result = TradeOff.of(Attack.PATIENT, AdmissionSettings.strict(), seed);
            held += result.held();
            legitimate += result.legitimate();
        }

        System.out.printf(Locale.ROOT, "held of %d legitimate edges: %d%n", legitimate, held);
        assertThat((double) held / legitimate).isLessThanOrEqualTo(0.05);
    }

    @Test
    void defaultsHoldNoLegitimateEdge() {
        for (Attack attack : Attack.values()) {
            assertThat(TradeOff.of(attack, AdmissionSettings.defaults(), 1).held())
                    .as(attack.title)
                    .isZero();
        }
    }

    /** The table of docs/design/admission.md, for whoever changes a threshold. */
    @Test
    void tradeOffIsPrinted() {
        Map<String, AdmissionSettings> settings = new LinkedHashMap<>();
        settings.put("defaults", AdmissionSettings.defaults());
        settings.put("strict", AdmissionSettings.strict());
        settings.put("locked, 3 a day", AdmissionSettings.strict().lockedAt(LOCK, 3));
        settings.put("locked, 0 a day", AdmissionSettings.strict().lockedAt(LOCK, 0));
        StringBuilder table = new StringBuilder("| Attack | Edges | " + String.join(" | ", settings.keySet()) + " |\n");
        table.append("|---|---:").append("|---:".repeat(settings.size())).append("|\n");
        for (Attack attack : Attack.values()) {
            table.append("| ").append(attack.title).append(" | ");
            table.append(TradeOff.of(attack, AdmissionSettings.strict(), 1).attacks());
            settings.values().forEach(it -> table.append(" | ")
                    .append(TradeOff.of(attack, it, 1).accepted()));
            table.append(" |\n");
        }
        table.append("| *legitimate edges held* | ")
                .append(TradeOff.of(Attack.PATIENT, AdmissionSettings.strict(), 1)
                        .legitimate());
        settings.values()
                .forEach(it -> table.append(String.format(
                        Locale.ROOT,
                        " | %.1f %%",
                        100 * TradeOff.of(Attack.PATIENT, it, 1).heldShare())));
        System.out.println(table.append(" |"));
        assertThat(table).contains("legitimate");
    }
}
