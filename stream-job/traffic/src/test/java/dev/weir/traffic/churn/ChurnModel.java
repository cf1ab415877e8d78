package dev.weir.traffic.churn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws the truth: pods that follow each other on every address, the next within a second of the last.
 *
 * @param pods how many
 * @param addresses on how many addresses, half of them bound to a node and half free to wander between nodes
 * @param seconds how long all of it takes
 * @param skew how far a node's clock may be from the right one, either way
 */
record ChurnModel(int pods, int addresses, double seconds, double skew) {
    private static final int NODES = 16;
    private static final double JOBS = 0.8;
    private static final double LINGERING = 0.01;

    List<ClusterNode> nodes(Random random) {
        List<ClusterNode> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(new ClusterNode("node-" + i, skew * (2 * random.nextDouble() - 1)));
        }
        return nodes;
    }

    List<Life> lives(List<ClusterNode> nodes, Random random) {
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < addresses; i++) {
            String ip = "10.244." + (i >>> 8) + "." + (i & 0xff);
            int here = pods / addresses + (i < pods % addresses ? 1 : 0);
            double free = random.nextDouble() * 10;
            double mean = (seconds - free) / here;
            for (int k = 0; k < here; k++) {
                ClusterNode node = nodes.get(i % 2 == 0 ? i / 2 % NODES : random.nextInt(NODES));
                Life life = life(lives.size(), ip, node, free, mean, random);
                lives.add(life);
                free = life.ended() + 0.5 * random.nextDouble();
            }
        }
        return lives;
    }

    private Life life(int number, String ip, ClusterNode node, double free, double mean, Random random) {
        double addressed = free + 0.5 * random.nextDouble();
        double started = addressed - 0.1 - random.nextDouble();
        double created = started - 0.05 - 2 * random.nextDouble();
        double running = addressed + 0.1 + 2 * random.nextDouble();
        boolean job = random.nextDouble() < JOBS;
        // Jobs are short and services long: 0.8 * 0.3 + 0.2 * 3.8 = 1.
        double length = mean * (job ? 0.3 : 3.8) * (0.2 + 1.6 * random.nextDouble());
        double ended = running + Math.max(2, length);
        if (job) {
            return new Life(number, ip, node, created, started, addressed, running, Double.POSITIVE_INFINITY, ended);
        }
        // It ends anywhere within its grace, and now and then its node does not hear that it should.
        double terminating = random.nextDouble() < LINGERING ? 30 + 60 * random.nextDouble() : 30 * random.nextDouble();
        double asked = Math.max(running, ended - terminating);
        return new Life(number, ip, node, created, started, addressed, running, asked, ended);
    }
}
