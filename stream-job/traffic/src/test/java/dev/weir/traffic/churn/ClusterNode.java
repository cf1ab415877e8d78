package dev.weir.traffic.churn;

/** @param fast how many seconds its clock is ahead of the right one */
record ClusterNode(String name, double fast) {

    /** What its kubelet writes at that second of the right clock. */
    long reads(double second) {
        return Life.whole(second + fast);
    }

    /** What its exporter writes. */
    long stamps(double second) {
        return Life.nanos(second + fast);
    }
}
