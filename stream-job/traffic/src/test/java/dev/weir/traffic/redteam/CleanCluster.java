package dev.weir.traffic.redteam;

import dev.weir.traffic.redteam.TestingTraffic.Connection;
import java.util.Random;

/**
 * A fortnight of a shop of workloads: mostly daily traffic from every replica, a few weekly jobs, some workloads with a
 * single pod, rollouts that change the pods. A share of the edges is rare, as in any cluster: seen on one or two days.
 */
final class CleanCluster {
    static final int WORKLOADS = 40;
    private static final int TCP = 6;
    private static final double RARE = 0.02;
    private static final double WEEKLY = 0.05;

    private final Random random;
    private final int[] replicas = new int[WORKLOADS];

    CleanCluster(Random random) {
        this.random = random;
        for (int i = 0; i < WORKLOADS; i++) {
            replicas[i] = i % 4 == 0 ? 1 : 2 + random.nextInt(6);
        }
    }

    static String name(int workload) {
        return "w" + workload;
    }

    /** The one port that a workload declares. */
    static int port(int workload) {
        return 8000 + workload;
    }

    void pourInto(TestingTraffic traffic) {
        for (int client = 0; client < WORKLOADS; client++) {
            for (int i = 0; i < 5; i++) {
                int server = (client + 1 + random.nextInt(WORKLOADS - 1)) % WORKLOADS;
                edge(traffic, client, server);
            }
        }
    }

    private void edge(TestingTraffic traffic, int client, int server) {
        double kind = random.nextDouble();
        int rolledOut = random.nextInt(TestingTraffic.DAYS);
        int firstDay = random.nextInt(7);
        for (int day = 0; day < TestingTraffic.DAYS; day++) {
            boolean today = kind < RARE
                    ? day == firstDay
                    : kind < RARE + WEEKLY ? day % 7 == firstDay : random.nextDouble() < 0.8;
            for (int replica = 0; today && replica < replicas[client]; replica++) {
                int pod = day < rolledOut ? replica : 100 + replica;
                traffic.legitimate(new Connection(
                        name(client), pod, name(server), TCP, port(server), day, random.nextInt(86_400), true, true));
            }
        }
    }
}
