package dev.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.FlowEvent;
import dev.weir.v1.L7Type;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.UnusableReason;
import dev.weir.v1.Vantage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Loki's answers with flows of real clusters: each record is accounted for as a reader of the tree accounts for it. */
class NetobservSamplesTest {
    private static final ObjectMapper TREE = new ObjectMapper();
    private static final String PREFIX = "netobserv/console-plugin-";

    @ParameterizedTest
    @CsvSource({
        "2022-06-01-loki-flows, 100",
        "2026-03-loki-flow_records, 50",
        "2026-03-loki-flow_records_has_dropped, 50",
        "2026-03-loki-flow_records_sent, 50"
    })
    void everyRecordOfAnAnswerIsWhatTheTreeSays(String sample, int records) {
        byte[] answer = Samples.bytes(PREFIX + sample + ".json");

        Decoded decoded = Decoded.from(Format.NETOBSERV_JSON, answer);

        List<ObjectNode> merged = merged(answer);
        assertThat(decoded.bad()).isEmpty();
        assertThat(decoded.flows()).hasSize(records).hasSameSizeAs(merged);
        for (int i = 0; i < records; i++) {
            same(decoded.flows().get(i), merged.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({"2022-06-01-loki-flows", "2026-03-loki-flow_records", "2026-03-loki-flow_records_sent"})
    void kafkasMergedRecordsAreReadLikeLokis(String sample) {
        byte[] answer = Samples.bytes(PREFIX + sample + ".json");
        StringBuilder lines = new StringBuilder();
        merged(answer).forEach(record -> lines.append(record).append('\n'));

        Decoded alone = Decoded.from(Format.NETOBSERV_JSON, lines.toString());

        assertThat(alone.flows())
                .isEqualTo(Decoded.from(Format.NETOBSERV_JSON, answer).flows());
    }

    @Test
    void nineOfTheOldestSamplesRecordsAreATunnelBetweenNodes() {
        List<FlowEvent> flows = decoded("2022-06-01-loki-flows");

        assertThat(flows.stream().map(FlowEvent::getObservation))
                .filteredOn(seen ->
                        seen.getIpProtocol() == 17 && seen.getDestination().getPort() == 6081)
                .hasSize(9);
    }

    @Test
    void anInterfacesDirectionIsNotTakenForTheNodes() {
        List<FlowEvent> flows = decoded("2022-06-01-loki-flows");

        assertThat(flows).allMatch(flow -> flow.getObservation().getVantage() == Vantage.VANTAGE_UNKNOWN);
    }

    @Test
    void framesWithoutIpAreNoTraffic() {
        List<FlowEvent> flows = decoded("2026-03-loki-flow_records_sent");

        assertThat(flows.stream().filter(FlowEvent::hasUnusable))
                .hasSize(4)
                .allMatch(flow -> flow.getUnusable().getReason() == UnusableReason.NOT_IP);
    }

    @Test
    void dnsResponsesComeFromTheirServer() {
        List<FlowEvent> flows = decoded("2026-03-loki-flow_records");

        assertThat(flows.stream().map(FlowEvent::getObservation).filter(Observation::hasL7))
                .hasSize(4)
                .allMatch(seen -> seen.getL7().getType() == L7Type.L7_RESPONSE
                        && seen.getOrientation() == Orientation.DESTINATION_IS_CLIENT
                        && seen.getSource().getPort() == 53);
    }

    @Test
    void aMatrixOfByteRatesIsNoFlow() {
        Decoded decoded =
                Decoded.from(Format.NETOBSERV_JSON, Samples.bytes(PREFIX + "2022-06-01-loki-topology-matrix.json"));

        assertThat(decoded.flows()).isEmpty();
        assertThat(decoded.bad()).isNotEmpty().allMatch(bad -> bad.reason() == BadRecord.Reason.WRONG_FORMAT);
    }

    @Test
    void documentationRecordsAreRead() {
        FlowEvent readme = Decoded.from(
                        Format.NETOBSERV_JSON, Samples.bytes("netobserv/netobserv-cli-readme-record.json"))
                .only();
        FlowEvent ipfix = Decoded.from(Format.NETOBSERV_JSON, Samples.bytes("netobserv/flp-ipfix-capture-stdout.jsonl"))
                .only();

        assertThat(readme.getObserverNode()).isEqualTo("10.0.1.76");
        assertThat(readme.getObservation().getDestination().getPort()).isEqualTo(9999);
        assertThat(ipfix.getObservation().getSource().getNamespace()).isEqualTo("virtual machines");
        assertThat(ipfix.getEventTimeNs()).isEqualTo(1727962687709L * 1_000_000);
    }

    private static void same(FlowEvent event, JsonNode record) {
        assertThat(event.getEventTimeNs())
                .isEqualTo(record.path("TimeFlowEndMs").asLong() * 1_000_000);
        if (event.hasUnusable()) {
            assertThat(record.path("Etype").asInt()).isNotIn(0x0800, 0x86DD);
            return;
        }
        Observation seen = event.getObservation();
        boolean ports = List.of(6, 17, 132).contains(record.path("Proto").asInt());
        assertThat(seen.getIpProtocol()).isEqualTo(record.path("Proto").asInt());
        assertThat(seen.getSource().getPort())
                .isEqualTo(ports ? record.path("SrcPort").asInt() : 0);
        assertThat(seen.getDestination().hasPort()).isEqualTo(ports);
        assertThat(seen.getDestination().getNamespace())
                .isEqualTo(record.path("DstK8S_Namespace").asString(""));
        boolean pod = record.path("SrcK8S_Type").asString("").equals("Pod");
        assertThat(seen.getSource().getPodName())
                .isEqualTo(pod ? record.path("SrcK8S_Name").asString() : "");
        assertThat(seen.getBytes()).isEqualTo(record.path("Bytes").asLong(0));
        assertThat(seen.getPackets()).isEqualTo(record.path("Packets").asLong(0));
    }

    private static List<FlowEvent> decoded(String sample) {
        return Decoded.from(Format.NETOBSERV_JSON, Samples.bytes(PREFIX + sample + ".json"))
                .flows();
    }

    /** As Kafka would have had them: the stream's labels and the line's members in one object. */
    private static List<ObjectNode> merged(byte[] answer) {
        List<ObjectNode> records = new ArrayList<>();
        for (JsonNode stream :
                TREE.readTree(new String(answer, StandardCharsets.UTF_8)).at("/data/result")) {
            for (JsonNode entry : stream.path("values")) {
                ObjectNode record = (ObjectNode) stream.path("stream").deepCopy();
                record.setAll((ObjectNode) TREE.readTree(entry.get(1).asString()));
                records.add(record);
            }
        }
        return records;
    }
}
