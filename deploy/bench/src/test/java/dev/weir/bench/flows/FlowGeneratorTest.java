package dev.weir.bench.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.formats.BadRecord;
import dev.weir.formats.DecodeSink;
import dev.weir.formats.FlowDecoder;
import dev.weir.formats.Format;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlowGeneratorTest {
    private static final int EDGES = 200;

    private record Edge(int client, int server, int port) {
        static Edge of(Flow flow) {
            return new Edge(flow.client().workload(), flow.server().workload(), flow.serverPort());
        }
    }

    @Test
    void equalSeedsGiveEqualFlowsAndOtherSeedsOthers() {
        assertThat(flows(7, 500, false)).isEqualTo(flows(7, 500, false)).isNotEqualTo(flows(8, 500, false));
    }

    @Test
    void thereAreAsManyEdgesAsAskedForAndNoWorkloadTalksToItself() {
        List<Flow> flows = flows(1, 20_000, true);

        assertThat(flows.stream().map(Edge::of).distinct()).hasSize(EDGES);
        assertThat(flows)
                .noneMatch(flow -> flow.client().workload() == flow.server().workload());
    }

    @Test
    void theKthEdgeComesAKthAsOftenAsTheFirst() {
        List<Long> mostFirst = counts(flows(1, 100_000, false));

        double first = mostFirst.get(0);
        assertThat(first / mostFirst.get(1)).isCloseTo(2, within(0.2));
        assertThat(first / mostFirst.get(9)).isCloseTo(10, within(1.5));
        assertThat(first / mostFirst.get(99)).isCloseTo(100, within(25.0));
    }

    @Test
    void uniformEdgesComeEquallyOften() {
        List<Long> mostFirst = counts(flows(1, 100_000, true));

        assertThat((double) mostFirst.get(0) / mostFirst.get(EDGES - 1)).isLessThan(1.5);
    }

    @Test
    void tooFewEdgesAreRefused() {
        assertThatThrownBy(() -> new FlowGenerator(1, 19, false)).hasMessageContaining("19 edges are too few");
    }

    @Test
    void everyRecordDecodesToTheFlowThatItWasWrittenFrom() {
        FlowDecoder decoder = Format.HUBBLE_JSON.decoder();
        HubbleText text = new HubbleText();
        for (Flow flow : flows(3, 1_000, false)) {
            byte[] record = text.bytes(flow);
            List<FlowEvent> events = new ArrayList<>();

            decoder.decode(record, 0, record.length, into(events));

            assertThat(record.length).isBetween(900, 1_600);
            assertThat(events).singleElement().satisfies(event -> tells(event, flow));
        }
    }

    private static void tells(FlowEvent event, Flow flow) {
        Observation seen = event.getObservation();
        Orientation orientation = flow.reply() ? Orientation.DESTINATION_IS_CLIENT : Orientation.SOURCE_IS_CLIENT;
        assertThat(seen.getOrientation()).isEqualTo(orientation);
        var client = flow.reply() ? seen.getDestination() : seen.getSource();
        var server = flow.reply() ? seen.getSource() : seen.getDestination();
        assertThat(client.getKind()).isEqualTo(EndpointKind.KIND_POD);
        assertThat(client.getPodName()).isEqualTo(flow.client().name());
        assertThat(server.getPodName()).isEqualTo(flow.server().name());
        assertThat(server.getWorkloadName()).isEqualTo(flow.server().app());
        assertThat(server.getPort()).isEqualTo(flow.serverPort());
        assertThat(event.getEventTimeNs()).isEqualTo(flow.timeNs());
    }

    private static DecodeSink into(List<FlowEvent> events) {
        return new DecodeSink() {
            @Override
            public void flow(FlowEvent event) {
                events.add(event);
            }

            @Override
            public void bad(BadRecord bad) {
                throw new AssertionError("cannot be read: " + bad);
            }
        };
    }

    private static List<Flow> flows(long seed, int count, boolean uniform) {
        return Stream.generate(new FlowGenerator(seed, EDGES, uniform)::next)
                .limit(count)
                .toList();
    }

    private static List<Long> counts(List<Flow> flows) {
        Map<Edge, Long> byEdge = flows.stream().collect(Collectors.groupingBy(Edge::of, Collectors.counting()));
        return byEdge.values().stream().sorted(Comparator.reverseOrder()).toList();
    }
}
