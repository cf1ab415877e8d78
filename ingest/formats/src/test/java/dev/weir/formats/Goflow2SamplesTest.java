package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.CounterKind;
import dev.weir.v1.Endpoint;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Open vSwitch's IPFIX of an OpenShift cluster through goflow2's first version, and the second's documentation record. */
class Goflow2SamplesTest {

    @Test
    void hundredRecordsAreTenTuplesWithoutATimeOrAFlag() {
        List<FlowEvent> flows = Samples.lines("netobserv/flp-baseline-goflow2-kube-enriched-100.jsonl").stream()
                .map(line -> Decoded.from(Format.GOFLOW2_JSON, line).only())
                .toList();

        List<Observation> seen = flows.stream().map(FlowEvent::getObservation).toList();
        assertThat(seen).hasSize(100).allMatch(o -> o.getPackets() == 400 && o.getTcpFlags() == 0);
        assertThat(seen.stream().map(Goflow2SamplesTest::tuple).distinct()).hasSize(10);
        assertThat(seen).allMatch(o -> o.getStartNs() == 0 && o.getOrientation() == Orientation.ORIENTATION_UNKNOWN);
        assertThat(seen.stream().filter(o -> !o.getSource().getPodName().isEmpty()))
                .hasSize(90);
        assertThat(seen.stream().filter(o -> !o.getDestination().getPodName().isEmpty()))
                .hasSize(60);
        assertThat(flows)
                .allMatch(flow -> flow.getEventTimeNs() / 1_000_000_000 / 60 == 1637501832L / 60
                        && flow.getTimeResolutionMs() == 1000
                        && flow.getObserverNode().startsWith("100.64."));
    }

    @Test
    void sampledPacketIsRead() {
        FlowEvent event = Decoded.from(Format.GOFLOW2_JSON, Samples.bytes("goflow2/goflow2-readme-sflow.json"))
                .only();

        assertThat(event.getObservation().getSamplingInterval()).isEqualTo(100);
        assertThat(event.getObservation().getCounterKind()).isEqualTo(CounterKind.COUNTER_PER_PACKET_EVENT);
        assertThat(event.getObservation().getDestination().getPort()).isEqualTo(50001);
    }

    private static List<Object> tuple(Observation o) {
        Endpoint from = o.getSource();
        Endpoint to = o.getDestination();
        return List.of(from.getIp(), from.getPort(), to.getIp(), to.getPort(), o.getIpProtocol());
    }
}
