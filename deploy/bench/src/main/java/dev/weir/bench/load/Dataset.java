package dev.weir.bench.load;

import dev.weir.bench.flows.FlowGenerator;

/**
 * The flows of a run.
 *
 * @param seed of the generator; equal seeds give equal flows
 * @param flows how many are measured; a tenth of them, of the same edges, warm the job up before
 * @param edges between how many pairs of workloads and port, at least 20
 * @param uniform whether every edge is as likely as any other, instead of Zipf's law
 */
public record Dataset(long seed, long flows, int edges, boolean uniform) {
    long warmUpFlows() {
        return Math.max(1, flows / 10);
    }

    int workloads() {
        return edges / FlowGenerator.EDGES_PER_CLIENT;
    }

    int replicas() {
        return FlowGenerator.REPLICAS;
    }

    /** Ports that servers listen on: one for each of a client's edges. */
    int portsPerWorkload() {
        return FlowGenerator.EDGES_PER_CLIENT + 1;
    }

    FlowGenerator generator() {
        return new FlowGenerator(seed, edges, uniform);
    }

    FlowGenerator warmUpGenerator() {
        return new FlowGenerator(seed + 1, edges, uniform);
    }
}
