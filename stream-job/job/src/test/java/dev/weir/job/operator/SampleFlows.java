package dev.weir.job.operator;

import dev.weir.job.source.RawRecord;
import java.util.ArrayList;
import java.util.List;

/** A few connections of a small shop, as Hubble tells them. */
public final class SampleFlows {
    public static final String TOPIC = Samples.TOPIC;

    private SampleFlows() {}

    /** Four workloads and three edges, each seen in several connections. */
    public static List<RawRecord> shop() {
        List<RawRecord> flows = new ArrayList<>();
        String[][] edges = {{"web", "api"}, {"api", "db"}, {"web", "cache"}};
        for (int port = 40_000; port < 40_005; port++) {
            for (String[] edge : edges) {
                for (String record : Samples.connection(edge[0], edge[1], port)) {
                    flows.add(Samples.raw(flows.size(), record));
                }
            }
        }
        return flows;
    }
}
