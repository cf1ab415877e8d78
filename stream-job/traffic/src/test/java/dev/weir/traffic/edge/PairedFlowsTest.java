package dev.weir.traffic.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.traffic.Clusters;
import dev.weir.traffic.Flows;
import dev.weir.traffic.identity.Inventory;
import dev.weir.traffic.identity.Strangers;
import dev.weir.traffic.identity.WaitingRoom;
import dev.weir.traffic.sighting.SightingTable;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.QuarantineReason;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two records of one connection, one for each direction, from an exporter whose flags tell no direction. */
class PairedFlowsTest {
    private static final long MILLI = 1_000_000L;
    private static final int WHOLE_FLOW = 0x1b; // FIN, SYN, PSH, ACK, as either side's whole flow has

    @Test
    void theSideThatBeganIsTheClient() {
        ObservedEdge edge = only(
                flow("10.244.0.5", 45_000, "10.244.0.6", 8080, "gw", 0),
                flow("10.244.0.6", 8080, "10.244.0.5", 45_000, "gw", 3));

        assertThat(edge.getKey().getClient().getName()).isEqualTo("web");
        assertThat(edge.getReasonsList()).isEmpty();
        assertThat(edge.getEvidence().getRecords()).isEqualTo(2);
    }

    @Test
    void portsThatContradictTheOrderOfTimeAreNotBelieved() {
        // The real server listens on 45000 and its client took 8080.
        List<FlowEvent> flows = new ArrayList<>();
        for (int client = 45_000; client < 45_010; client++) {
            flows.add(flow("10.244.0.5", client, "10.244.0.6", 8080, "gw", 3));
            flows.add(flow("10.244.0.6", 8080, "10.244.0.5", client, "gw", 0));
        }

        assertThat(only(flows.toArray(FlowEvent[]::new)).getReasonsList())
                .containsExactly(QuarantineReason.WEAK_ORIENTATION);
    }

    @Test
    void timesOfTwoObserversAreNotCompared() {
        ObservedEdge edge = only(
                flow("10.244.0.5", 45_000, "10.244.0.6", 8080, "node-a", 0),
                flow("10.244.0.6", 8080, "10.244.0.5", 45_000, "node-b", 3));

        assertThat(edge.getReasonsList()).containsExactly(QuarantineReason.WEAK_ORIENTATION);
    }

    @Test
    void oneDirectionAloneIsNoPair() {
        ObservedEdge edge = only(flow("10.244.0.5", 45_000, "10.244.0.6", 8080, "gw", 0));

        assertThat(edge.getReasonsList()).containsExactly(QuarantineReason.WEAK_ORIENTATION);
    }

    @Test
    void halvesInDifferentBatchesAreAPairStill() {
        FlowEvent there = flow("10.244.0.5", 45_000, "10.244.0.6", 8080, "gw", 0);
        FlowEvent back = flow("10.244.0.6", 8080, "10.244.0.5", 45_000, "gw", 3);

        assertThat(edges(1, List.of(back, there))).isEqualTo(edges(10, List.of(there, back)));
    }

    private static FlowEvent flow(String from, int fromPort, String to, int toPort, String observer, long millis) {
        long start = Flows.NOON_NS + millis * MILLI;
        return Flows.event(
                        Flows.aggregate(Flows.address(from, fromPort), Flows.address(to, toPort), 6, WHOLE_FLOW)
                                .toBuilder()
                                .setStartNs(start)
                                .build(),
                        start)
                .toBuilder()
                .setSourceFormat(SourceFormat.IPFIX)
                .setObserverNode(observer)
                .build();
    }

    private static ObservedEdge only(FlowEvent... flows) {
        Map<Object, ObservedEdge> edges = edges(100, List.of(flows));
        assertThat(edges).hasSize(1);
        return edges.values().iterator().next();
    }

    private static Map<Object, ObservedEdge> edges(int flushEvery, List<FlowEvent> flows) {
        Inventory inventory = new Inventory(0);
        inventory.apply(Clusters.pod("shop", "web-1", "u1", "web", "10.244.0.5", 0, 0));
        inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", "10.244.0.6", 0, 0));
        WaitingRoom room = new WaitingRoom(inventory, false, 0, 100, new Strangers(100_000));
        SightingTable table = new SightingTable("test", 100);
        Map<Object, ObservedEdge> edges = new HashMap<>();
        WaitingRoom.Output out = new WaitingRoom.Output() {
            @Override
            public void edge(ObservedEdge delta) {
                edges.compute(delta.getKey(), (key, state) -> EdgeReducer.reduce(state, delta));
            }

            @Override
            public void tally(Tally tally) {}
        };
        for (int i = 0; i < flows.size(); i++) {
            table.add(flows.get(i));
            if ((i + 1) % flushEvery == 0 || i == flows.size() - 1) {
                table.flush(sighting -> room.enter(sighting, 0, out), out::tally);
            }
        }
        return edges;
    }
}
