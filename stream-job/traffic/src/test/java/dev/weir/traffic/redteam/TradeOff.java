package dev.weir.traffic.redteam;

import dev.weir.schemas.TopicKeys;
import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.v1.Admission;
import dev.weir.v1.ObservedEdge;
import java.util.Random;

/**
 * What settings let through and what they hold, counted in edges.
 *
 * @param accepted attack edges that would make a rule
 * @param attacks attack edges
 * @param held legitimate edges that make no rule
 * @param legitimate legitimate edges
 * @param left edges that came out, held or not
 */
record TradeOff(long accepted, long attacks, long held, long legitimate, long left) {

    static TradeOff of(Attack attack, AdmissionSettings settings, long seed) {
        Random random = new Random(seed);
        TestingTraffic traffic = new TestingTraffic();
        new CleanCluster(random).pourInto(traffic);
        attack.run(traffic, random);
        long accepted = 0;
        long held = 0;
        long left = 0;
        for (ObservedEdge edge : traffic.judged(settings)) {
            boolean isAttack = traffic.attackEdges().contains(TopicKeys.edgeKey(edge.getKey()));
            boolean isAccepted = edge.getAdmission() == Admission.ACCEPTED;
            accepted += isAttack && isAccepted ? 1 : 0;
            held += !isAttack && !isAccepted ? 1 : 0;
            left++;
        }
        int attacks = traffic.attackEdges().size();
        return new TradeOff(accepted, attacks, held, traffic.size() - attacks, left);
    }

    double heldShare() {
        return (double) held / legitimate;
    }
}
