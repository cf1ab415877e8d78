package dev.weir.bench.flows;

import dev.weir.bench.flows.Flow.Pod;
import java.util.SplittableRandom;

/**
 * Flows over a fixed set of edges, the same for the same seed. Each workload is the client of about ten edges and has
 * three pods; which pods talk is drawn anew for each flow, so one edge is up to nine pairs of pods.
 */
public final class FlowGenerator {
    public static final int EDGES_PER_CLIENT = 10;
    public static final int REPLICAS = 3;
    private static final long START_NS = 1_767_225_600_000_000_000L; // 2026-01-01T00:00:00Z
    private static final long NANOS_BETWEEN_FLOWS = 1_000_000;
    private static final int FIRST_EPHEMERAL_PORT = 32_768;
    private static final int EPHEMERAL_PORTS = 28_232;
    private static final int FIRST_SERVER_PORT = 8_000;

    private final Picker edges;
    private final int workloads;
    private final SplittableRandom random;
    private long number;

    /** @param edgeCount edges between workloads, at least 20 */
    public FlowGenerator(long seed, int edgeCount, boolean uniform) {
        if (edgeCount < 2 * EDGES_PER_CLIENT) {
            throw new IllegalArgumentException(
                    edgeCount + " edges are too few; at least " + 2 * EDGES_PER_CLIENT + " make a cluster");
        }
        this.edges = uniform ? Picker.uniform(edgeCount) : Picker.zipf(edgeCount);
        this.workloads = edgeCount / EDGES_PER_CLIENT;
        this.random = new SplittableRandom(seed);
    }

    /** The next flow; there is always one. */
    public Flow next() {
        int edge = edges.pick(random);
        int client = edge % workloads;
        int ordinal = edge / workloads; // among the client's edges; gives each a port of its own
        int server = (client + 1 + ordinal * Math.max(1, workloads / EDGES_PER_CLIENT) % (workloads - 1)) % workloads;
        return new Flow(
                new Pod(client, random.nextInt(REPLICAS)),
                new Pod(server, random.nextInt(REPLICAS)),
                FIRST_SERVER_PORT + ordinal,
                FIRST_EPHEMERAL_PORT + random.nextInt(EPHEMERAL_PORTS),
                random.nextBoolean(),
                START_NS + number * NANOS_BETWEEN_FLOWS,
                number++);
    }
}
