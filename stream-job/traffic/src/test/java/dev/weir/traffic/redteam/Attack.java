package dev.weir.traffic.redteam;

import dev.weir.traffic.redteam.TestingTraffic.Connection;
import java.util.Random;

/** What an intruder does from within one workload. Ports from 9000 on are the intruder's own. */
enum Attack {
    FULL_PORT_SCAN("full port scan of one peer in two minutes, some ports answer") {
        @Override
        void run(TestingTraffic traffic, Random random) {
            for (int port = 1; port <= 2_000; port++) {
                boolean answers = port % 40 == 0;
                traffic.attack(from("w1", "w2", 10_000 + port, answers, answers).at(9, 40_000 + port / 17));
            }
        }
    },
    ONE_CONNECTION_A_DAY_UNDECLARED("one connection a day for 14 days, to a port that nothing declares") {
        @Override
        void run(TestingTraffic traffic, Random random) {
            for (int day = 0; day < TestingTraffic.DAYS; day++) {
                traffic.attack(
                        from("w1", "w2", 9_000, true, false).from(day % 2).at(day, random.nextInt(86_400)));
            }
        }
    },
    ONE_CONNECTION_A_DAY_FROM_ONE_REPLICA("one connection a day for 14 days from one of many replicas, declared port") {
        @Override
        void run(TestingTraffic traffic, Random random) {
            for (int day = 0; day < TestingTraffic.DAYS; day++) {
                traffic.attack(from("w1", "w2", 9_001, true, true).at(day, random.nextInt(86_400)));
            }
        }
    },
    NEW_EDGE_EVERY_SECOND_DAY("a new edge every second day, then used daily by two pods, declared ports") {
        @Override
        void run(TestingTraffic traffic, Random random) {
            for (int start = 2; start < TestingTraffic.DAYS; start += 2) {
                for (int day = start; day < TestingTraffic.DAYS; day++) {
                    Connection boiled = from("w1", "w2", 9_100 + start, true, true);
                    traffic.attack(boiled.at(day, random.nextInt(86_400)));
                    traffic.attack(boiled.from(1).at(day, random.nextInt(86_400)));
                }
            }
        }
    },
    SHORT_LIVED_PODS("200 pods of one day that copy the labels of a workload, one connection each, declared port") {
        @Override
        void run(TestingTraffic traffic, Random random) {
            for (int pod = 0; pod < 200; pod++) {
                traffic.attack(
                        from("w1", "w2", 9_200, true, true).from(1_000 + pod).at(9, random.nextInt(86_400)));
            }
        }
    },
    UNDECLARED_PORT_OF_A_PEER("all replicas, every day, to an undeclared port of a peer") {
        @Override
        void run(TestingTraffic traffic, Random random) {
            for (int day = 0; day < TestingTraffic.DAYS; day++) {
                for (int pod = 0; pod < 4; pod++) {
                    traffic.attack(
                            from("w1", "w2", 9_300, true, false).from(pod).at(day, random.nextInt(86_400)));
                }
            }
        }
    },
    SINGLE_REPLICA("one replica of many, every hour of every day, declared port") {
        @Override
        void run(TestingTraffic traffic, Random random) {
            for (int day = 0; day < TestingTraffic.DAYS; day++) {
                for (int hour = 0; hour < 24; hour++) {
                    traffic.attack(from("w1", "w2", 9_400, true, true).at(day, hour * 3_600 + random.nextInt(3_600)));
                }
            }
        }
    },
    PATIENT("two replicas, every day, a declared port: what legitimate traffic looks like") {
        @Override
        void run(TestingTraffic traffic, Random random) {
            for (int day = 0; day < TestingTraffic.DAYS; day++) {
                for (int pod = 0; pod < 2; pod++) {
                    traffic.attack(from("w1", "w2", 9_500, true, true).from(pod).at(day, random.nextInt(86_400)));
                }
            }
        }
    };

    final String title;

    Attack(String title) {
        this.title = title;
    }

    abstract void run(TestingTraffic traffic, Random random);

    private static Connection from(String client, String server, int port, boolean answered, boolean declared) {
        return new Connection(client, 0, server, 6, port, 0, 0, answered, declared);
    }
}
